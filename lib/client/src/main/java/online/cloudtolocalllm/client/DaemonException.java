package online.cloudtolocalllm.client;

import java.util.OptionalLong;
import online.cloudtolocalllm.client.model.Served;

/**
 * A call to the daemon failed. Every kind says in {@link #effect()} whether the call took effect; messages are sentences for
 * people and never carry a secret.
 */
public abstract sealed class DaemonException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Effect effect;

    private DaemonException(Effect effect, String message) {
        super(message);
        this.effect = effect;
    }

    /** Whether the daemon did what it was asked. */
    public enum Effect {
        /** It did not. */
        NONE,
        /** It may have: the request was sent and no answer came. */
        UNKNOWN
    }

    /** Whether the daemon did what it was asked. */
    public final Effect effect() {
        return effect;
    }

    /** No daemon runs. Nothing took effect. */
    public static final class NotRunning extends DaemonException {
        private static final long serialVersionUID = 1L;

        NotRunning() {
            super(Effect.NONE, "The daemon is not running.");
        }
    }

    /** The files name a daemon that is gone, or cannot be read. Nothing took effect; the next start replaces them. */
    public static final class StaleFiles extends DaemonException {
        private static final long serialVersionUID = 1L;

        StaleFiles(String why) {
            super(Effect.NONE, "The daemon is not running: " + why + ".");
        }
    }

    /**
     * Another program listens on the daemon's port: it did not prove itself. It was sent nothing but this program's name and a
     * random number. Nothing took effect.
     */
    public static final class NotTheDaemon extends DaemonException {
        private static final long serialVersionUID = 1L;

        NotTheDaemon(int port, String why) {
            super(Effect.NONE, "Port " + port + " is not held by your daemon: " + why + ".");
        }
    }

    /** The daemon understood and said no. Nothing took effect. */
    public static final class Refused extends DaemonException {
        private static final long serialVersionUID = 1L;

        private final String code;
        private final long first;

        Refused(String code, String message) {
            this(code, message, -1);
        }

        Refused(String code, String message, long first) {
            super(Effect.NONE, message);
            this.code = code;
            this.first = first;
        }

        /** From which piece on a kept answer can be attached to, if the code is {@code not_kept} and that is so. */
        public OptionalLong first() {
            return first < 0 ? OptionalLong.empty() : OptionalLong.of(first);
        }

        /** The reason as a stable word, such as {@code unknown_connection}; empty if the daemon gave none. */
        public String code() {
            return code;
        }
    }

    /**
     * The daemon passed the request on, and no connection served it: the last one said no, or none answered. Nothing took effect
     * where an upstream answered with a status from 400 to 499, and where there was nobody to ask (503); otherwise an upstream may
     * have done what it was asked before it failed.
     */
    public static final class Unserved extends DaemonException {
        private static final long serialVersionUID = 1L;

        /** The daemon's own status for a request that it could send nowhere. */
        private static final int NOBODY_TO_ASK = 503;

        private final String code;
        private final int httpStatus;
        private final transient Served served;

        Unserved(String code, String message, int httpStatus, Served served) {
            super(nothingHappened(httpStatus, served) ? Effect.NONE : Effect.UNKNOWN, message);
            this.code = code;
            this.httpStatus = httpStatus;
            this.served = served;
        }

        private static boolean nothingHappened(int httpStatus, Served served) {
            return httpStatus / 100 == 4
                    || (httpStatus == NOBODY_TO_ASK && served.connection().isEmpty() && served.attempts() == 0);
        }

        /** The reason as a stable word: {@code http_error} if a connection answered with an error. */
        public String code() {
            return code;
        }

        /** The HTTP status of the answer, or the one that says that there is none, such as 502. */
        public int httpStatus() {
            return httpStatus;
        }

        /** Who said no, and who was asked before; {@link Served#NOBODY} if nobody answered. */
        public Served served() {
            return served;
        }
    }

    /** The connection ended before the answer came. */
    public static final class LinkLost extends DaemonException {
        private static final long serialVersionUID = 1L;

        LinkLost(Effect effect, String why) {
            super(effect, "The link to the daemon was lost: " + why + ".");
        }
    }

    /** The daemon did not answer within the time limit. The link lives on; an answer that comes later is passed over. */
    public static final class NoAnswer extends DaemonException {
        private static final long serialVersionUID = 1L;

        NoAnswer(Effect effect, long millis) {
            super(effect, "The daemon did not answer within " + millis + " ms.");
        }
    }

    /**
     * The daemon had begun with the call, and its answer broke off, was cancelled, or became too large: streamed or whole, before
     * its first byte or behind it. What came before is incomplete, and a connection may have done what it was asked.
     */
    public static final class Broken extends DaemonException {
        private static final long serialVersionUID = 1L;

        private final String code;

        Broken(String code, String message) {
            super(Effect.UNKNOWN, message);
            this.code = code;
        }

        /** The reason as a stable word, such as {@code upstream_broke}; empty if the daemon gave none. */
        public String code() {
            return code;
        }
    }

    /** The object that was to do the call is closed; of unknown effect if the call was under way. */
    public static final class Closed extends DaemonException {
        private static final long serialVersionUID = 1L;

        Closed(Effect effect) {
            super(effect, "This program closed its link to the daemon.");
        }
    }

    /** The calling thread was interrupted while it waited; it is still marked as interrupted. */
    public static final class Interrupted extends DaemonException {
        private static final long serialVersionUID = 1L;

        Interrupted(Effect effect) {
            super(effect, "The call to the daemon was interrupted.");
        }
    }

    /** No daemon runs and none could be started. Nothing took effect. */
    public static final class NotStarted extends DaemonException {
        private static final long serialVersionUID = 1L;

        NotStarted(String message) {
            super(Effect.NONE, message);
        }
    }

    /** The daemon's answer makes no sense to this version of the library. */
    public static final class NotUnderstood extends DaemonException {
        private static final long serialVersionUID = 1L;

        NotUnderstood(String why) {
            super(Effect.UNKNOWN, "The daemon's answer was not understood: " + why + ". Is it another version?");
        }
    }
}
