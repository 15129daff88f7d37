package online.cloudtolocalllm.chat.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;

/**
 * The file that holds the conversations, opened when it is first needed and again after trouble. One connection writes and another one
 * reads, so that reading waits for no writing. Thread-safe; blocks on the disk. Order of locks: {@link #opening}, then a lane's.
 */
final class ConversationFile implements AutoCloseable {

    /** Who asks often must not have a file that cannot be opened tried each time. */
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    private final Path file;
    private final Opening connections;
    private final TimeSource time;
    private final Troubles troubles;
    private final Lane writing = new Lane("begin immediate");
    private final Lane reading = new Lane("begin");
    private final ReentrantLock opening = new ReentrantLock();

    /** Written under {@link #opening}. */
    private volatile boolean open;

    /** Guarded by {@link #opening}. */
    private boolean closed;

    /** When opening failed last, by the monotonic clock; guarded by {@link #opening}. */
    private OptionalLong failed = OptionalLong.empty();

    ConversationFile(Path file, Opening connections, TimeSource time, Troubles troubles) {
        this.file = file;
        this.connections = connections;
        this.time = time;
        this.troubles = troubles;
    }

    /** Reads, in one state of the database; the other value if that fails. */
    <T> T read(T otherwise, Database.Work<T> work) {
        return told(reading, otherwise, work);
    }

    /** Writes all or nothing; the other value if that fails. */
    <T> T write(T otherwise, Database.Work<T> work) {
        return told(writing, otherwise, work);
    }

    private <T> T told(Lane lane, T otherwise, Database.Work<T> work) {
        T result = run(lane, otherwise, work, true);
        // Not where it happens: the file may be locked there.
        troubles.tell();
        return result;
    }

    /** A file that turns out to be damaged is healed or replaced, and the work done once more. */
    private <T> T run(Lane lane, T otherwise, Database.Work<T> work, boolean first) {
        if (!ready()) {
            return otherwise;
        }
        try {
            Optional<T> result = lane.run(work);
            if (result.isPresent()) {
                troubles.well(Objects.equals(lane, writing));
            }
            return result.orElse(otherwise);
        } catch (SQLException e) {
            if (first && Trouble.damaged(e)) {
                heal();
                return run(lane, otherwise, work, false);
            }
            troubles.trouble(Trouble.of(e, file));
            return otherwise;
        }
    }

    /** Gives the room of what was deleted back, and takes it out of the write-ahead log too. */
    void shrink() {
        write(0, ConversationFile::giveBack);
        if (ready()) {
            try {
                writing.alone("pragma wal_checkpoint(truncate)");
            } catch (SQLException e) {
                troubles.trouble(Trouble.of(e, file));
            }
        }
        troubles.tell();
    }

    /** The driver has the pragma give one page back at a time. */
    private static int giveBack(Database database) throws SQLException {
        int pages = 0;
        for (long free = unused(database), before = free + 1; free > 0 && free < before; pages++) {
            database.run("pragma incremental_vacuum");
            before = free;
            free = unused(database);
        }
        return pages;
    }

    private static long unused(Database database) throws SQLException {
        return database.number("pragma freelist_count").orElse(0);
    }

    private boolean ready() {
        if (open) {
            return true;
        }
        opening.lock();
        try {
            boolean soon = failed.isPresent() && time.nanoTime() - failed.getAsLong() < TRY_AGAIN.toNanos();
            if (!open && !closed && !soon) {
                tryToOpen();
                failed = open ? OptionalLong.empty() : OptionalLong.of(time.nanoTime());
            }
            return open;
        } finally {
            opening.unlock();
        }
    }

    private void tryToOpen() {
        try {
            openLanes();
        } catch (SQLException e) {
            if (Trouble.damaged(e) && setAsideIfDamaged()) {
                tryNewFile();
            } else {
                troubles.trouble(Trouble.of(e, file));
            }
        } catch (IOException e) {
            troubles.trouble(Trouble.of(e));
        }
    }

    private void tryNewFile() {
        try {
            openLanes();
        } catch (SQLException e) {
            troubles.trouble(Trouble.of(e, file));
        } catch (IOException e) {
            troubles.trouble(Trouble.of(e));
        }
    }

    private void openLanes() throws SQLException, IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            OwnerOnlyFiles.openFolder(folder);
        }
        OwnerOnlyFiles.openFile(file);
        Database writer = new Database(connections.open(file));
        boolean usable = false;
        try {
            usable = prepare(writer);
            if (usable) {
                Database reader = new Database(connections.open(file));
                reader.run("pragma query_only = on");
                reading.open(reader);
                writing.open(writer);
                open = true;
            }
        } finally {
            if (!usable) {
                writer.close();
            }
        }
    }

    /** False for a file of a newer version, to which nothing is done. */
    private boolean prepare(Database writer) throws SQLException {
        long version = Migrations.version(writer);
        if (version > Migrations.LATEST) {
            troubles.trouble(Trouble.newer(file, version));
            return false;
        }
        if (version == 0) {
            // Only an empty file takes it.
            writer.run("pragma auto_vacuum = incremental");
        }
        if (writer.first("pragma journal_mode", row -> row.getString(1))
                .filter("wal"::equals)
                .isEmpty()) {
            writer.run("pragma journal_mode = wal");
        }
        if (version < Migrations.LATEST) {
            writer.transaction("begin immediate", Migrations::run);
        }
        catchUp(writer);
        return true;
    }

    /** What is only not found yet, or cannot be written now, can still be read. */
    private void catchUp(Database writer) throws SQLException {
        if (!SearchIndex.behind(writer)) {
            return;
        }
        try {
            writer.transaction("begin immediate", SearchIndex::catchUp);
        } catch (SQLException e) {
            if (Trouble.damaged(e)) {
                throw e;
            }
            troubles.trouble(Trouble.of(e, file));
        }
    }

    /** The database found its file damaged while it was used. */
    private void heal() {
        opening.lock();
        try {
            closeLanes();
            setAsideIfDamaged();
        } finally {
            opening.unlock();
        }
    }

    /** Whoever else uses the file may have done it already, so it is looked at anew. */
    private boolean setAsideIfDamaged() {
        DamagedFile damaged = new DamagedFile(file, connections);
        if (damaged.usable()) {
            return true;
        }
        try {
            Path aside = damaged.setAside(time.now());
            troubles.news("Your conversations could not be read: " + file + " is damaged. It was set aside as "
                    + aside.getFileName() + " in the same folder, and new conversations are stored in a new file; keep"
                    + " the old one if you want to have it repaired.");
            return true;
        } catch (IOException e) {
            troubles.trouble(Trouble.of(e));
            return false;
        }
    }

    private void closeLanes() {
        open = false;
        reading.close();
        writing.close();
    }

    /** Closes the connections; what is asked afterwards is answered as if nothing could be opened. */
    @Override
    public void close() {
        opening.lock();
        try {
            closed = true;
            closeLanes();
        } finally {
            opening.unlock();
        }
    }
}
