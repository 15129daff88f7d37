package online.cloudtolocalllm.settings.model.logs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import online.cloudtolocalllm.config.daemon.DaemonConfig.LogLevel;
import online.cloudtolocalllm.settings.model.DiskLook;
import online.cloudtolocalllm.window.words.Words;

/**
 * The last lines of the log, filtered. While somebody reads further up nothing moves: what comes meanwhile waits. For the window's
 * thread; no method blocks.
 */
public final class LogPage {

    /** The most lines that are kept. */
    public static final int MOST = 5_000;

    private final LogTail tail;
    private final Executor disk;
    private final DiskLook<LogTail.Look> look;
    private final Consumer<LogChange> listener;

    private final Deque<LogLine> lines = new ArrayDeque<>();
    private final Deque<LogLine> waiting = new ArrayDeque<>();
    /** Whether the lines that wait do not follow those that are shown. */
    private boolean waitingAnew;

    private boolean following = true;
    private LogLevel least = LogLevel.DEBUG;
    private String words = "";
    private int shown;
    private boolean looked;
    private Optional<String> problem = Optional.empty();

    /**
     * Reads nothing before {@link #look}.
     *
     * @param file the log
     * @param disk runs what may block
     * @param screen runs what it is given on the window's thread, in order
     * @param listener hears how the lines change, after every look and every wish
     */
    public LogPage(Path file, Executor disk, Executor screen, Consumer<LogChange> listener) {
        this.tail = new LogTail(file);
        this.disk = disk;
        this.look = new DiskLook<>(disk, screen, tail::look, this::looked);
        this.listener = listener;
    }

    /** What is shown beside the lines. */
    public LogState state() {
        return new LogState(looked, problem, lines.size(), shown, following, (int)
                waiting.stream().filter(this::passes).count());
    }

    /** Looks whether more was written; to be called now and then while the page is seen. */
    public void look() {
        look.look();
    }

    private void looked(LogTail.Look look) {
        looked = true;
        switch (look) {
            case LogTail.Look.Lines(boolean anew, List<LogLine> more) -> {
                problem = Optional.empty();
                take(anew, more);
            }
            case LogTail.Look.Missing ignored -> {
                problem = Optional.of("The daemon writes it as soon as it runs.");
                tell();
            }
            case LogTail.Look.Unreadable(String reason) -> {
                problem = Optional.of(Words.sentence("The log cannot be read: " + reason));
                tell();
            }
        }
    }

    private void take(boolean anew, List<LogLine> more) {
        if (following) {
            show(anew, more);
            return;
        }
        if (anew) {
            waiting.clear();
            waitingAnew = true;
        }
        waiting.addAll(more);
        while (waiting.size() > MOST) {
            waiting.removeFirst();
            waitingAnew = true;
        }
        tell();
    }

    private void show(boolean anew, Collection<LogLine> more) {
        if (anew) {
            lines.clear();
        }
        lines.addAll(more);
        int gone = 0;
        while (lines.size() > MOST) {
            gone += passes(lines.removeFirst()) ? 1 : 0;
        }
        if (anew || more.size() >= MOST) {
            anew();
            return;
        }
        List<LogLine> kept = more.stream().filter(this::passes).toList();
        shown += kept.size() - gone;
        listener.accept(new LogChange.More(gone, kept));
    }

    private void tell() {
        listener.accept(new LogChange.More(0, List.of()));
    }

    private void anew() {
        List<LogLine> all = lines.stream().filter(this::passes).toList();
        shown = all.size();
        listener.accept(new LogChange.Anew(all));
    }

    private boolean passes(LogLine line) {
        return line.level().compareTo(least) <= 0 && (words.isEmpty() || line.has(words));
    }

    /** Shows only what matters at least so much. */
    public void level(LogLevel wished) {
        least = wished;
        anew();
    }

    /** Shows only lines with these words. */
    public void words(String wished) {
        words = wished.strip().toLowerCase(Locale.ROOT);
        anew();
    }

    /** Whether new lines are shown as they come. What has waited is shown at once. */
    public void follow(boolean wished) {
        if (wished == following) {
            return;
        }
        following = wished;
        if (wished) {
            List<LogLine> came = List.copyOf(waiting);
            waiting.clear();
            boolean apart = waitingAnew;
            waitingAnew = false;
            show(apart, came);
        } else {
            tell();
        }
    }

    /** Lets go of the file, once a look under way is over. */
    public void close() {
        try {
            disk.execute(() -> {
                try {
                    tail.close();
                } catch (IOException e) {
                    // It was only read: nothing is lost.
                }
            });
        } catch (RejectedExecutionException e) {
            // The process ends, and lets go of it.
        }
    }
}
