package online.cloudtolocalllm.settings.view.gateway;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.view.page.Moment;
import online.cloudtolocalllm.settings.view.page.Section;
import online.cloudtolocalllm.window.Copying;
import online.cloudtolocalllm.window.Parts;

/** Where programs reach the gateway now, to be copied into them. */
final class AddressSection implements Section {

    private final TextField ollama = Copying.selectable("gateway-in-force", "The gateway's address", "mono");
    private final TextField openai =
            Copying.selectable("gateway-openai", "The gateway's address for OpenAI clients", "mono");
    private final GridPane grid = new GridPane(12, 4);
    private final Label away = Parts.paragraph(
            "Nothing listens while the daemon is away. What is set here counts when it starts.", "quiet");
    private final VBox box = Section.box("Programs reach it at", grid, away);

    AddressSection() {
        grid.addRow(
                0,
                Parts.text("Ollama clients", "quiet"),
                ollama,
                Copying.button("copy-gateway", "Copy the gateway's address", ollama::getText));
        grid.addRow(
                1,
                Parts.text("OpenAI clients", "quiet"),
                openai,
                Copying.button("copy-openai", "Copy the address for OpenAI clients", openai::getText));
        ollama.setPrefColumnCount(26);
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void show(SettingsState state, Moment now) {
        String address = state.live().map(status -> status.gateway()).orElse("");
        Parts.put(ollama, address);
        Parts.put(openai, address.isEmpty() ? "" : address + "/v1");
        Parts.there(grid, !address.isEmpty());
        Parts.there(away, address.isEmpty());
    }
}
