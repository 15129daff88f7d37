package online.cloudtolocalllm.daemon.desktop;

import java.time.Duration;
import java.util.concurrent.Executor;
import online.cloudtolocalllm.daemon.ipc.StatusFeed;
import online.cloudtolocalllm.protocol.TimeSource;

/**
 * What the desktop's parts run on. Thread-safe.
 *
 * @param later wakes them up; nothing blocks there
 * @param blocking does everything that may block
 * @param time clocks
 */
public record DesktopThreads(StatusFeed.Later later, Executor blocking, TimeSource time) {

    Paced paced(Runnable task, Duration gap) {
        return new Paced(task, gap, blocking, later, time);
    }
}
