package online.cloudtolocalllm.client;

import online.cloudtolocalllm.protocol.ipc.DaemonEvent;

/** Hears what a link has to tell that nobody asked for. Nothing here may wait. */
interface LinkListener {

    /** An event came. Called by the thread that reads the link, in order. */
    void event(DaemonEvent event);

    /** The link ended; nothing comes after this. Called once, by whichever thread ended it. */
    void ended(LinkEnd end);

    /** Nobody who listens. */
    static LinkListener none() {
        return new LinkListener() {
            @Override
            public void event(DaemonEvent event) {}

            @Override
            public void ended(LinkEnd end) {}
        };
    }
}
