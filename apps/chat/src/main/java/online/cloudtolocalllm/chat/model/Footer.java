package online.cloudtolocalllm.chat.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import online.cloudtolocalllm.client.model.Finish;
import online.cloudtolocalllm.client.model.Served;
import online.cloudtolocalllm.protocol.ipc.Tried;
import online.cloudtolocalllm.protocol.words.Figures;
import online.cloudtolocalllm.window.words.Words;

/** What stands under an answer. Pure. */
final class Footer {

    private Footer() {}

    /**
     * Who answered and how fast.
     *
     * @param first until the first piece came; zero if none did
     */
    static String of(Served served, String model, Optional<Finish> finish, Duration first) {
        List<String> parts = new ArrayList<>();
        parts.add(served.connection().isEmpty() ? "unknown" : served.connection());
        parts.add(Words.model(model));
        finish.map(Finish::tokensPerSecond)
                .ifPresent(speed -> speed.ifPresent(value -> parts.add(Figures.speed(value))));
        if (first.isPositive()) {
            parts.add("first words after " + Figures.latency(first));
        }
        finish.filter(end -> end.reason().equals("length")).ifPresent(end -> parts.add("cut off at the model's limit"));
        return String.join(" · ", parts) + tookOver(served);
    }

    private static String tookOver(Served served) {
        if (served.tried().isEmpty()) {
            return "";
        }
        String others = served.tried().stream().map(Footer::words).collect(Collectors.joining("; "));
        return "\n" + served.connection() + " took over (" + others + ")";
    }

    private static String words(Tried tried) {
        return tried.connection() + ": " + Words.plain(tried.why());
    }
}
