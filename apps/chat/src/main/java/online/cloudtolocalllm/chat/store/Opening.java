package online.cloudtolocalllm.chat.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;

/** How connections to the database come to be; tests have them refuse. */
@FunctionalInterface
interface Opening {

    /** A transaction of another process takes some milliseconds; one that takes longer than this is told of. */
    Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * Opens the file, which is there. Blocks on the disk.
     *
     * @throws SQLException if it cannot be opened
     */
    Connection open(Path file) throws SQLException;

    /**
     * Of SQLite's driver.
     *
     * @param patience how long a statement waits for another process
     */
    static Opening sqlite(Duration patience) {
        return file -> {
            SQLiteConfig config = new SQLiteConfig();
            config.setBusyTimeout(Math.toIntExact(patience.toMillis()));
            config.enforceForeignKeys(true);
            config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
            config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
            // As an address, in which no character of a folder's name means anything to the driver.
            return config.createConnection(JDBC.PREFIX + file.toUri());
        };
    }
}
