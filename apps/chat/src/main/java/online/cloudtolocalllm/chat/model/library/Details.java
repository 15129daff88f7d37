package online.cloudtolocalllm.chat.model.library;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import online.cloudtolocalllm.client.model.ModelDetails;
import online.cloudtolocalllm.protocol.words.PlainLine;
import online.cloudtolocalllm.window.words.Words;

/** What is known of the chosen model. */
public sealed interface Details {

    /** No model is chosen. */
    record None() implements Details {}

    /** Its server is asked. */
    record Asking() implements Details {}

    /**
     * Its server answered.
     *
     * @param facts short ones
     * @param texts long ones: its options, template and licence
     */
    record Known(List<Fact> facts, List<Fact> texts) implements Details {
        /** Copies the lists. */
        public Known {
            facts = List.copyOf(facts);
            texts = List.copyOf(texts);
        }
    }

    /**
     * It could not be asked.
     *
     * @param sentence why
     */
    record Failed(String sentence) implements Details {}

    /**
     * A fact of a model.
     *
     * @param name what it is
     * @param text how it is, harmless to show
     */
    record Fact(String name, String text) {}

    /** That of this answer. Pure. */
    static Details of(Reply<ModelDetails> reply) {
        return switch (reply) {
            case Reply.Done<ModelDetails>(ModelDetails details) -> known(details);
            case Reply.Failed<ModelDetails> failed -> new Failed(failed.sentence());
        };
    }

    private static Known known(ModelDetails details) {
        List<Fact> facts = new ArrayList<>();
        add(facts, "Parameters", Words.plain(details.parameterSize()));
        add(facts, "Quantization", Words.plain(details.quantization()));
        add(facts, "Family", Words.plain(details.family()));
        details.contextLength().ifPresent(tokens -> add(facts, "Reads at most", grouped(tokens) + " tokens"));
        add(
                facts,
                "Can do",
                details.capabilities().stream()
                        .limit(MOST_CAPABILITIES)
                        .map(Words::plain)
                        .collect(Collectors.joining(", ")));
        add(facts, "Told by", Words.plain(details.served().connection()));
        List<Fact> texts = new ArrayList<>();
        add(texts, "Its own options", block(details.parameters()));
        add(texts, "Template", block(details.template()));
        add(texts, "Licence", block(details.license()));
        return new Known(facts, texts);
    }

    /** More make no sentence. */
    int MOST_CAPABILITIES = 20;
    /** Longer than any licence. */
    int MOST_LINES = 2_000;
    /** Longer than any honest line. */
    int LONGEST_LINE = 2_000;

    private static void add(List<Fact> facts, String name, String text) {
        if (!text.isBlank()) {
            facts.add(new Fact(name, text));
        }
    }

    private static String grouped(long number) {
        return Long.toString(number).replaceAll("(?<=\\d)(?=(\\d{3})+$)", ",");
    }

    private static String block(String text) {
        return text.lines()
                .limit(MOST_LINES)
                .map(line -> PlainLine.of(line, LONGEST_LINE))
                .collect(Collectors.joining("\n"))
                .strip();
    }
}
