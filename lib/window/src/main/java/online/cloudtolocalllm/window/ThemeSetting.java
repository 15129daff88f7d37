package online.cloudtolocalllm.window;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.window.start.ThemeChoice;
import online.cloudtolocalllm.window.start.WindowsFile;

/** The theme of all windows, as this one knows it. Thread-safe; nothing blocks. */
public final class ThemeSetting {

    private final WindowsFile file;
    private final Executor disk;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile ThemeChoice now = ThemeChoice.DESKTOP;

    /**
     * That of this home; {@link ThemeChoice#DESKTOP} until it was looked for.
     *
     * @param disk runs what reads and writes, one after the other
     */
    public ThemeSetting(Locations locations, Executor disk) {
        this.file = new WindowsFile(locations);
        this.disk = disk;
    }

    /** What holds, as far as this window knows. */
    public ThemeChoice now() {
        return now;
    }

    /** Hears every change from now on, wherever it was made, on the thread that runs what reads. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** Looks whether it was set, by this window or by another one. */
    public void look() {
        run(this::read);
    }

    /** The same on the calling thread, before others use this; blocks on the disk. */
    void lookNow() {
        read();
    }

    /**
     * Sets it for all windows.
     *
     * @param failed takes the reason, in words, if that cannot be; on the thread that writes
     */
    public void set(ThemeChoice choice, Consumer<String> failed) {
        run(() -> {
            Optional<String> problem = file.keep(choice);
            read();
            problem.ifPresent(failed);
        });
    }

    private void read() {
        ThemeChoice found = file.theme();
        if (found != now) {
            now = found;
            listeners.forEach(Runnable::run);
        }
    }

    private void run(Runnable work) {
        try {
            disk.execute(work);
        } catch (RejectedExecutionException e) {
            // The window closes: nobody looks at its colours any more.
        }
    }
}
