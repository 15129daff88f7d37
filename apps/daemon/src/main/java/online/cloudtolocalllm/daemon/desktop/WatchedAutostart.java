package online.cloudtolocalllm.daemon.desktop;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import online.cloudtolocalllm.autostart.Autostart;
import online.cloudtolocalllm.autostart.AutostartState;

/**
 * Whether the daemon is started at login, with listeners for what is changed through it. What others change, nobody is told: it is
 * seen by whoever looks. Thread-safe; blocks on the disk.
 */
final class WatchedAutostart implements Autostart {

    private final Autostart real;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** One without listeners. */
    WatchedAutostart(Autostart real) {
        this.real = real;
    }

    @Override
    public AutostartState state() {
        return real.state();
    }

    @Override
    public AutostartState set(boolean on) {
        AutostartState outcome = real.set(on);
        listeners.forEach(Runnable::run);
        return outcome;
    }

    /** Whether it is on; empty where that cannot be told. */
    Optional<Boolean> isOn() {
        return switch (state()) {
            case AutostartState.On ignored -> Optional.of(true);
            case AutostartState.Off ignored -> Optional.of(false);
            case AutostartState.Unavailable ignored -> Optional.empty();
        };
    }

    /** Runs this after every try to change it, on the thread that tried. */
    void whenChanged(Runnable task) {
        listeners.add(task);
    }
}
