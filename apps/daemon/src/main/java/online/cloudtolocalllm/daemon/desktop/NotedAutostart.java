package online.cloudtolocalllm.daemon.desktop;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import online.cloudtolocalllm.autostart.Autostart;
import online.cloudtolocalllm.autostart.AutostartState;
import online.cloudtolocalllm.protocol.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * Whether the daemon is started at login, with a memory: looking may start a program of the system, and the menu is drawn often. What
 * others change is noticed with the first menu that is drawn {@link #FRESH} later. Thread-safe; blocks where it looks.
 */
public final class NotedAutostart implements Autostart {

    static final Duration FRESH = Duration.ofMinutes(1);

    private final Autostart real;
    private final TimeSource time;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Seen seen;

    private record Seen(AutostartState state, long nanos) {}

    /** One that has not looked yet. */
    public NotedAutostart(Autostart real, TimeSource time) {
        this.real = real;
        this.time = time;
    }

    @Override
    public AutostartState state() {
        return note(real.state());
    }

    @Override
    public AutostartState set(boolean on) {
        return note(real.set(on));
    }

    /** Whether it is on, as of a minute ago at the most; empty where that cannot be told. */
    Optional<Boolean> recently() {
        Seen last = seen;
        AutostartState state = last == null || time.nanoTime() - last.nanos >= FRESH.toNanos() ? state() : last.state;
        return switch (state) {
            case AutostartState.On ignored -> Optional.of(true);
            case AutostartState.Off ignored -> Optional.of(false);
            case AutostartState.Unavailable ignored -> Optional.empty();
        };
    }

    /** Runs this after every change that is seen, on the thread that saw it. */
    void whenChanged(Runnable task) {
        listeners.add(task);
    }

    private AutostartState note(AutostartState state) {
        Seen before = seen;
        seen = new Seen(state, time.nanoTime());
        if (before != null && !before.state.equals(state)) {
            listeners.forEach(Runnable::run);
        }
        return state;
    }
}
