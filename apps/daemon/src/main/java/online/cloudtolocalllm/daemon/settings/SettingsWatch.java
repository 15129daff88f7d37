package online.cloudtolocalllm.daemon.settings;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that a settings file was edited. The system announces changes in the folder; every two seconds the files are looked at all
 * the same, because network folders announce nothing and announcements can be lost. An editor writes in several steps, so the
 * files are read when nothing has happened for a moment.
 *
 * <p>Has one virtual thread of its own. Thread-safe.
 */
public final class SettingsWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration QUIET = Duration.ofMillis(150);
    /** A file that is written without a pause is read after this many quiet times. */
    private static final int MOST_DEFERRALS = 10;

    private final List<Path> files;
    private final Runnable edited;
    private final Optional<WatchService> service;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    private SettingsWatch(List<Path> files, Runnable edited, Optional<WatchService> service) {
        this.files = files;
        this.edited = edited;
        this.service = service;
        this.thread = Thread.ofVirtual().name("settings watch").unstarted(this::watch);
    }

    /**
     * Begins to watch files of one folder.
     *
     * @param edited called on a virtual thread after an edit, and for now and then without one; may block
     */
    public static SettingsWatch start(Path folder, List<Path> files, Runnable edited) {
        SettingsWatch watch = new SettingsWatch(List.copyOf(files), edited, service(folder));
        watch.thread.start();
        return watch;
    }

    private static Optional<WatchService> service(Path folder) {
        try {
            WatchService service = folder.getFileSystem().newWatchService();
            folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            return Optional.of(service);
        } catch (IOException | UnsupportedOperationException e) {
            // Such as the user's limit of inotify instances: looking every two seconds is enough.
            LOG.info("edits of the settings are seen after two seconds: {}", e.toString());
            return Optional.empty();
        }
    }

    /** What can be seen of a file without reading it. */
    private record Look(FileTime modified, long bytes, Object identity) {

        private static final Look MISSING = new Look(FileTime.fromMillis(0), -1, "");

        static Look at(Path file) {
            try {
                BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
                Object key = seen.fileKey();
                return new Look(seen.lastModifiedTime(), seen.size(), key == null ? "" : key);
            } catch (IOException e) {
                return MISSING;
            }
        }
    }

    private List<Look> look() {
        return files.stream().map(Look::at).toList();
    }

    /** Ends when it is closed. */
    private void watch() {
        List<Look> seen = look();
        // Whatever happened between the first reading and this moment.
        read();
        try {
            while (awaitSomething()) {
                List<Look> now = look();
                if (!now.equals(seen)) {
                    seen = awaitQuiet(now);
                    read();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when something happened in the folder, or after two seconds; false when it is closed. */
    private boolean awaitSomething() throws InterruptedException {
        if (service.isEmpty()) {
            return !closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
        try {
            WatchKey key = service.get().poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            if (key != null) {
                key.pollEvents();
                key.reset();
            }
            return closed.getCount() > 0;
        } catch (ClosedWatchServiceException e) {
            return false;
        }
    }

    private List<Look> awaitQuiet(List<Look> first) throws InterruptedException {
        List<Look> last = first;
        for (int i = 0; i < MOST_DEFERRALS; i++) {
            if (closed.await(QUIET.toMillis(), TimeUnit.MILLISECONDS)) {
                return last;
            }
            List<Look> now = look();
            if (now.equals(last)) {
                return now;
            }
            last = now;
        }
        return last;
    }

    private void read() {
        try {
            edited.run();
        } catch (RuntimeException e) {
            // The next edit may be read all the same.
            LOG.error("an edit of the settings could not be put into force", e);
        }
    }

    /** Ends watching; when it returns, nothing more is called. Blocks while an edit is put into force. */
    @Override
    public void close() throws IOException {
        closed.countDown();
        if (service.isPresent()) {
            service.get().close();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
