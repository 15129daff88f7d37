package online.cloudtolocalllm.cli.up;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.cli.chat.ModelChoice;
import online.cloudtolocalllm.cli.page.Palette;
import online.cloudtolocalllm.cli.page.StatusPage;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandName;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;

/** What {@code up} says when everything is up: the address, the connections and one suggestion. Pure. */
public final class UpPage {

    private UpPage() {}

    /** The lines of the page. */
    public static List<String> lines(DaemonStatus status, StatusPage page, Palette palette, CommandName command) {
        StatusSnapshot snapshot = status.snapshot();
        String gateway = Words.harmless(status.gateway());
        List<String> lines = new ArrayList<>();
        lines.add(palette.bold("Serving on " + gateway));
        lines.addAll(page.connections(status));
        lines.add("");
        lines.add("In other tools:");
        lines.add("  export OLLAMA_HOST=" + gateway);
        lines.add("  export OPENAI_BASE_URL=" + gateway + "/v1");
        lines.add("");
        lines.add(command.in(suggestion(snapshot)));
        lines.add(command.in("Stop: cloudtolocalllm stop"));
        return lines;
    }

    private static String suggestion(StatusSnapshot snapshot) {
        Optional<ConnectionStatus> active = snapshot.active().flatMap(snapshot::connection);
        boolean without = active.isPresent()
                && active.get().modelsKnown()
                && ModelChoice.of(snapshot).isEmpty();
        return without
                ? active.get().id() + " has no model yet. Get one:  ollama pull llama3.2"
                : "Try:  cloudtolocalllm chat \"Why is the sky blue?\"";
    }
}
