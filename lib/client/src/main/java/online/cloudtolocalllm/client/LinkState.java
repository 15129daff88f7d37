package online.cloudtolocalllm.client;

import java.time.Duration;

/** How it stands with the link to the daemon. */
public sealed interface LinkState {

    /**
     * An attempt to connect is under way.
     *
     * @param attempt the how manieth in a row, from 1
     */
    record Connecting(int attempt) implements LinkState {}

    /** No daemon runs, and one is being started. */
    record Starting() implements LinkState {}

    /**
     * Connected.
     *
     * @param instance the random name of this run of the daemon; another one means that it was started anew
     */
    record Connected(String instance) implements LinkState {}

    /**
     * An attempt failed, or the link was lost at once; there will be another.
     *
     * @param pause how long it waits for that, from now
     * @param attempts how many failed in a row
     * @param why why the last one failed
     */
    record Waiting(Duration pause, int attempts, DaemonException why) implements LinkState {}

    /**
     * The daemon was told to quit, and is not started again by a program that only wants to stay connected. If somebody else
     * starts one, it is used.
     *
     * @param why what calls fail with
     */
    record Stopped(DaemonException why) implements LinkState {}

    /** Closed by this program; the last state. */
    record Closed() implements LinkState {}
}
