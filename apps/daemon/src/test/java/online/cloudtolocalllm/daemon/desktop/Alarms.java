package online.cloudtolocalllm.daemon.desktop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.testkit.ManualClock;

/** A clock that tests move, and what it wakes up. Not thread-safe: everything happens on the test's thread. */
final class Alarms {

    private final ManualClock clock = new ManualClock();
    private final List<Alarm> alarms = new ArrayList<>();

    private record Alarm(long nanos, Runnable task) {}

    ManualClock clock() {
        return clock;
    }

    /** Threads on which everything is done at once. */
    DesktopThreads threads() {
        return new DesktopThreads(
                (delay, task) -> alarms.add(new Alarm(clock.nanoTime() + delay.toNanos(), task)), Runnable::run, clock);
    }

    /** How many alarms are set. */
    int set() {
        return alarms.size();
    }

    /** Time passes, in small steps, and what is due then is done. */
    void pass(Duration time) {
        Duration step = Duration.ofMillis(10);
        for (Duration left = time; left.isPositive(); left = left.minus(step)) {
            clock.advance(step);
            for (Alarm due : alarms.stream()
                    .filter(alarm -> alarm.nanos <= clock.nanoTime())
                    .toList()) {
                alarms.remove(due);
                due.task.run();
            }
        }
    }
}
