package online.cloudtolocalllm.chat.store;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A connection to the database that threads use one after the other. Its lock is held while the disk works: that is what it is for, and
 * whoever comes here is on a virtual thread. Thread-safe.
 */
final class Lane {

    private final ReentrantLock lock = new ReentrantLock();
    private final String begin;

    /** Guarded by {@link #lock}. */
    private Optional<Database> database = Optional.empty();

    /**
     * A lane without a connection.
     *
     * @param begin how its transactions begin
     */
    Lane(String begin) {
        this.begin = begin;
    }

    /** Uses this connection from now on. */
    void open(Database opened) {
        lock.lock();
        try {
            database = Optional.of(opened);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Does work in a transaction.
     *
     * @return empty if there is no connection
     * @throws SQLException if the database refuses; nothing happened then
     */
    <T> Optional<T> run(Database.Work<T> work) throws SQLException {
        lock.lock();
        try {
            return database.isEmpty()
                    ? Optional.empty()
                    : Optional.of(database.get().transaction(begin, work));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Does work outside of any transaction.
     *
     * @throws SQLException if the database refuses
     */
    void alone(String statement) throws SQLException {
        lock.lock();
        try {
            if (database.isPresent()) {
                database.get().run(statement);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes the connection when whoever uses it is done. */
    void close() {
        lock.lock();
        try {
            if (database.isPresent()) {
                database.get().close();
            }
        } catch (SQLException e) {
            // It is given up in any case; the file is whole at every moment.
            database = Optional.empty();
        } finally {
            database = Optional.empty();
            lock.unlock();
        }
    }
}
