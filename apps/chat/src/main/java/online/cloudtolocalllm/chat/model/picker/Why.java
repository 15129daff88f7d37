package online.cloudtolocalllm.chat.model.picker;

import java.util.Optional;
import java.util.regex.Pattern;
import online.cloudtolocalllm.chat.model.library.Reply;
import online.cloudtolocalllm.client.model.Best;
import online.cloudtolocalllm.window.words.Words;

/** Who would serve a model, for people. Pure. */
final class Why {

    /** The number by which the demo comes behind whatever somebody sets. */
    private static final Pattern LAST = Pattern.compile("priority \\d{6,}$");

    private Why() {}

    /**
     * The sentence of this answer.
     *
     * @param model what was asked for
     */
    static String sentence(Reply<Optional<Best>> reply, String model) {
        return switch (reply) {
            case Reply.Done<Optional<Best>>(Optional<Best> best) ->
                best.map(Why::sentence).orElseGet(() -> "No connection would serve " + Words.model(model) + " now.");
            case Reply.Failed<Optional<Best>> failed -> failed.sentence();
        };
    }

    /** The daemon writes its reasons beside each other, such as {@code has the model; up; priority 10}. */
    private static String sentence(Best best) {
        String name = Words.plain(best.connection());
        String why = LAST.matcher(Words.plain(best.why()))
                .replaceFirst("asked after all others")
                .replace(";", ",");
        return why.isEmpty() ? name + " would serve it." : name + " would serve it: " + why + ".";
    }
}
