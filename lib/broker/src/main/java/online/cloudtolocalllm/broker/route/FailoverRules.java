package online.cloudtolocalllm.broker.route;

import java.util.Locale;

/** Decides after each attempt what happens next. Pure. */
public final class FailoverRules {

    /** How many connections may say the same of one request before it is believed. */
    private static final int MISTAKES = 2;

    private FailoverRules() {}

    /** What happens next. */
    public enum Next {
        /** The next connection is asked. */
        TRY_NEXT,
        /** The answer goes to the client. */
        PASS_ON,
        /** The client is told that nobody answered. */
        GIVE_UP
    }

    /**
     * What happens after an attempt.
     *
     * @param outcome how it ended
     * @param kind what the request asks for
     * @param another whether there is another connection to ask
     * @param bodyAtHand whether the whole request body can be sent again
     */
    public static Next after(AttemptOutcome outcome, PathKind kind, boolean another, boolean bodyAtHand) {
        return switch (outcome) {
            case AttemptOutcome.NotSent ignored -> another && bodyAtHand ? Next.TRY_NEXT : Next.GIVE_UP;
            case AttemptOutcome.NoAnswer ignored ->
                another && bodyAtHand && kind.repeatable() ? Next.TRY_NEXT : Next.GIVE_UP;
            case AttemptOutcome.Answered answered ->
                another && bodyAtHand && kind.repeatable() && worthAnother(answered, kind)
                        ? Next.TRY_NEXT
                        : Next.PASS_ON;
        };
    }

    /**
     * Whether a request of which so many connections said, with a status that blames the server, that it is wrong, is wrong:
     * Ollama answers some mistakes of clients with a 500. Such a request is tried elsewhere once.
     */
    public static boolean believes(int mistakes) {
        return mistakes >= MISTAKES;
    }

    /**
     * Whether what answers is not what was asked for at all: a web page in the place of a model. The address in the settings
     * leads to another server then.
     *
     * @param contentType of the answer, or empty
     */
    public static boolean isElsewhere(int status, String contentType, PathKind kind) {
        return kind == PathKind.INFERENCE
                && status >= 200
                && status < 300
                && contentType.toLowerCase(Locale.ROOT).startsWith("text/html");
    }

    /**
     * Whether another connection may do better: the credential is refused, too many requests, an ill server, or a model that
     * is not there. A 404 without JSON means an unknown path, which is the client's mistake.
     */
    private static boolean worthAnother(AttemptOutcome.Answered answered, PathKind kind) {
        return switch (answered.status()) {
            case 401, 403, 429, 500, 502, 503, 504 -> true;
            case 404 -> answered.json() && kind != PathKind.OTHER;
            default -> false;
        };
    }
}
