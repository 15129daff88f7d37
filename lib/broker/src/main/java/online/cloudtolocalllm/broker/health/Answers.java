package online.cloudtolocalllm.broker.health;

import java.time.Duration;
import java.util.Optional;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.protocol.TimeSource;
import org.jspecify.annotations.Nullable;

/** What the answers to requests show of the connection that gave them. Pure. */
public final class Answers {

    private static final Observation WELL = new Observation.RequestAnswered(true);
    private static final Observation OTHERWISE = new Observation.RequestAnswered(false);

    private Answers() {}

    /**
     * What the head of an answer shows. An error of any kind is an answer: an Ollama answers some mistakes of its clients
     * with a 500.
     *
     * @param kind what was asked
     * @param status the answer's status
     * @param contentType its Content-Type, or empty; a web page is nobody's work
     * @param retryAfter its Retry-After, if it has one
     */
    public static Observation observe(
            PathKind kind, int status, String contentType, @Nullable String retryAfter, TimeSource time) {
        if (status / 100 == 2) {
            boolean work = kind == PathKind.INFERENCE || kind == PathKind.MANAGE;
            return work && !contentType.startsWith("text/html") ? WELL : OTHERWISE;
        }
        if (status == 401 || status == 403) {
            return new Observation.RequestRefused(status);
        }
        Optional<Duration> pause = RetryAfter.pause(status, retryAfter, time.now());
        return pause.isPresent() ? new Observation.RateLimited(pause.get()) : OTHERWISE;
    }
}
