package online.cloudtolocalllm.chat.store;

import java.lang.System.Logger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One connection to the database, which keeps each statement that it has prepared. Values only ever get into a statement as its
 * parameters. Blocks on the disk. For one thread at a time.
 */
final class Database implements AutoCloseable {

    /** Makes a value of the row that is read. */
    @FunctionalInterface
    interface Row<T> {

        /**
         * The value of this row.
         *
         * @throws SQLException if the row cannot be read
         */
        T of(ResultSet row) throws SQLException;
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    interface Work<T> {

        /**
         * Does it.
         *
         * @throws SQLException if the database refuses; nothing of it happened then
         */
        T with(Database database) throws SQLException;
    }

    private static final Logger LOG = System.getLogger(Database.class.getName());

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    /** Over a connection in auto-commit mode, which is closed with this. */
    Database(Connection connection) {
        this.connection = connection;
    }

    /**
     * Does all of the work, or nothing of it.
     *
     * @param begin how the transaction begins
     * @throws SQLException if the database refuses
     */
    <T> T transaction(String begin, Work<T> work) throws SQLException {
        run(begin);
        boolean done = false;
        try {
            T result = work.with(this);
            run("commit");
            done = true;
            return result;
        } finally {
            if (!done) {
                rollBack();
            }
        }
    }

    /** Some errors have rolled back already; the one that is on its way says why. */
    private void rollBack() {
        try {
            run("rollback");
        } catch (SQLException e) {
            LOG.log(Logger.Level.DEBUG, "there is nothing to roll back", e);
        }
    }

    /**
     * Runs a statement without parameters and result.
     *
     * @throws SQLException if the database refuses
     */
    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Runs a statement that changes rows.
     *
     * @return how many
     * @throws SQLException if the database refuses
     */
    int change(String sql, @Nullable Object... values) throws SQLException {
        return use(sql, values, PreparedStatement::executeUpdate);
    }

    /**
     * Runs a statement that makes one row.
     *
     * @return its number
     * @throws SQLException if the database refuses
     */
    long insert(String sql, @Nullable Object... values) throws SQLException {
        change(sql, values);
        return number("select last_insert_rowid()").orElseThrow();
    }

    /**
     * All rows that a statement selects.
     *
     * @throws SQLException if the database refuses
     */
    <T> List<T> rows(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        return use(sql, values, statement -> {
            List<T> all = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    all.add(row.of(rows));
                }
            }
            return all;
        });
    }

    /**
     * The first row that a statement selects.
     *
     * @throws SQLException if the database refuses
     */
    <T> Optional<T> first(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
        return use(sql, values, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(row.of(rows)) : Optional.empty();
            }
        });
    }

    /**
     * The number in the first column of the first row; empty if there is no row, or it is null.
     *
     * @throws SQLException if the database refuses
     */
    OptionalLong number(String sql, @Nullable Object... values) throws SQLException {
        return first(sql, row -> orNothing(row, 1), values).orElse(OptionalLong.empty());
    }

    /**
     * The number in a column; empty if it is null.
     *
     * @throws SQLException if the row cannot be read
     */
    static OptionalLong orNothing(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
    }

    /** What a statement is prepared for. */
    @FunctionalInterface
    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    /** Each is put back without values, since a picture would stay in memory with it, and only if it did what it was to do. */
    private <T> T use(String sql, @Nullable Object[] values, Use<T> use) throws SQLException {
        PreparedStatement ready = prepared.remove(sql);
        PreparedStatement statement = ready == null ? connection.prepareStatement(sql) : ready;
        boolean done = false;
        try {
            for (int at = 0; at < values.length; at++) {
                statement.setObject(at + 1, values[at]);
            }
            T result = use.of(statement);
            statement.clearParameters();
            prepared.put(sql, statement);
            done = true;
            return result;
        } finally {
            if (!done) {
                discard(statement);
            }
        }
    }

    /** What went wrong with it is on its way; its end says the same again. */
    private static void discard(PreparedStatement statement) {
        try {
            statement.close();
        } catch (SQLException e) {
            LOG.log(Logger.Level.DEBUG, "a statement that failed did not end well", e);
        }
    }

    /**
     * Closes the connection and its statements.
     *
     * @throws SQLException if that failed
     */
    @Override
    public void close() throws SQLException {
        prepared.clear();
        connection.close();
    }
}
