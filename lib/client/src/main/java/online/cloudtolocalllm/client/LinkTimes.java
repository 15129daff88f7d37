package online.cloudtolocalllm.client;

import java.time.Duration;

/**
 * The times of a lasting link.
 *
 * @param retry between attempts to connect
 * @param restart between attempts to start a daemon: each costs a Java machine
 * @param handshake the limit of a handshake
 * @param quiet how long nothing may come before the daemon is asked for a sign of life
 * @param sign how long it may take for that
 * @param steady how long a link must live for the next attempt to count as the first
 * @param look between looks for a daemon that somebody else started, after a stop
 * @param start the limit of a start
 */
record LinkTimes(
        Backoff retry,
        Backoff restart,
        Duration handshake,
        Duration quiet,
        Duration sign,
        Duration steady,
        Duration look,
        Duration start) {

    /** The times in use. */
    static final LinkTimes USUAL = new LinkTimes(
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5)),
            new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            DaemonStarter.USUAL_LIMIT);
}
