package online.cloudtolocalllm.settings.view.apps;

import java.time.Instant;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.config.daemon.DaemonKey;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.apps.OldClients;
import online.cloudtolocalllm.settings.model.config.FieldKey;
import online.cloudtolocalllm.settings.model.config.SettingSpec;
import online.cloudtolocalllm.settings.view.field.SettingRow;
import online.cloudtolocalllm.settings.view.page.Moment;
import online.cloudtolocalllm.settings.view.page.PageContext;
import online.cloudtolocalllm.settings.view.page.Section;
import online.cloudtolocalllm.window.Parts;

/** Old clients of the daemon, such as the original app, which know no handshake. */
final class OldClientsSection implements Section {

    private static final FieldKey ALWAYS = FieldKey.daemon(DaemonKey.IPC_LEGACY.dotted());
    private static final SettingSpec SPEC = new SettingSpec(
            ALWAYS,
            "Always let old clients in",
            "Over restarts, too. Any program of yours can then use the daemon without a proof.",
            new SettingSpec.Kind.Flag(false));

    private final OldClients clients;
    private final SettingRow always;
    private final Label sentence = Parts.paragraph("");
    private final Button open;
    private final Button end;
    private final Label problem = Parts.paragraph("", "tone-bad");
    private final VBox box;
    private SettingsState state = SettingsState.EMPTY;
    private Instant now = Instant.EPOCH;

    OldClientsSection(PageContext context) {
        clients = new OldClients(context.daemon(), this::draw);
        always = SettingRow.of(SPEC, context.settings());
        sentence.setId("old-clients");
        problem.setId("old-clients-problem");
        open = Parts.button("open-old-clients", "Let them in for 15 minutes", clients::open);
        end = Parts.button("end-old-clients", "Let them in no longer", clients::end);
        HBox line = new HBox(12, sentence, Parts.spring(), open, end);
        line.getStyleClass().add("setting-control");
        box = Section.box(
                "Old clients",
                Parts.paragraph(
                        "The original CloudToLocalLLM app talks to the daemon without proving whose it is.", "quiet"),
                line,
                problem,
                always.node());
    }

    private void draw() {
        boolean up = state.link().up();
        Optional<String> variable = state.config().override(ALWAYS);
        boolean set = variable.isEmpty()
                && state.config()
                        .value(ALWAYS)
                        .filter(new JsonFlag(true)::equals)
                        .isPresent();
        Optional<Instant> until = state.live().flatMap(status -> status.legacyUntil());
        boolean opened = until.filter(now::isBefore).isPresent();
        sentence.setText(
                up ? OldClients.sentence(set, variable, until, now) : "Nobody is let in while the daemon is away.");
        Parts.there(open, up && !set && !opened);
        Parts.there(end, up && !set && opened);
        open.setDisable(clients.asking());
        end.setDisable(clients.asking());
        Parts.say(problem, up ? clients.problem() : "");
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void show(SettingsState next, Moment moment) {
        state = next;
        now = moment.now();
        draw();
        always.show(next);
    }

    @Override
    public boolean escape() {
        return always.escape();
    }
}
