package online.cloudtolocalllm.daemon.peer;

import java.util.concurrent.CompletableFuture;

/** Tells about the clients of a server on this computer. Thread-safe; no method blocks. */
public interface Peers {

    /** What to do with a client. */
    enum Verdict {
        /** It may be served. */
        ADMITTED,
        /** It belongs to another user. */
        STRANGER,
        /** It has left already. */
        GONE,
        /** Whose it is cannot be told just now. */
        UNTOLD
    }

    /** Judges a client that just connected. Completes on any thread, never with a failure. */
    CompletableFuture<Verdict> judge(SocketPair pair);

    /** Whether the system says that a client has gone, although nobody reads from it. Completes on any thread, never with a failure. */
    CompletableFuture<Boolean> hasLeft(SocketPair pair);

    /** The same clients, of which all are taken in, whosever they are. */
    default Peers withOtherUsers() {
        Peers known = this;
        return new Peers() {

            @Override
            public CompletableFuture<Verdict> judge(SocketPair pair) {
                return CompletableFuture.completedFuture(Verdict.ADMITTED);
            }

            @Override
            public CompletableFuture<Boolean> hasLeft(SocketPair pair) {
                return known.hasLeft(pair);
            }
        };
    }

    /** Takes everybody in, and never knows that somebody left. */
    Peers UNKNOWN = new Peers() {

        @Override
        public CompletableFuture<Verdict> judge(SocketPair pair) {
            return CompletableFuture.completedFuture(Verdict.ADMITTED);
        }

        @Override
        public CompletableFuture<Boolean> hasLeft(SocketPair pair) {
            return CompletableFuture.completedFuture(false);
        }
    };
}
