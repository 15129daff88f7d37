package online.cloudtolocalllm.settings.model.status;

import java.time.Duration;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.window.words.Words;

/**
 * A connection that was asked for a request.
 *
 * @param connection which one
 * @param result what came of it, as the protocol says it
 * @param detail the reason in words, or its status; may be empty
 * @param took until it was over or, for an answer that was passed on, until its head was there
 */
public record Attempt(String connection, String result, String detail, Duration took) {

    static Attempt read(JsonObject json) {
        return new Attempt(
                Words.plain(json.text("connection", "")),
                Words.plain(json.text("result", "")),
                Words.plain(json.text("detail", "")),
                Request.millis(json.number("ms").orElse(0)));
    }

    /** Whether its answer was passed on. */
    public boolean answered() {
        return result.equals("passed_on");
    }

    /** What came of it, in words. */
    public String words() {
        String said = detail.isEmpty() ? "" : ": " + detail;
        return switch (result) {
            case "passed_on" -> detail.isEmpty() ? "its answer was passed on" : detail + ", which was passed on";
            case "refused" -> detail.isEmpty() ? "it refused" : detail + ", which another connection might better";
            case "not_sent" -> "could not be asked" + said;
            case "no_answer" -> "did not answer" + said;
            case "timed_out" -> "did not answer in time" + said;
            case "abandoned" -> "was not waited for" + said;
            default -> result + said;
        };
    }
}
