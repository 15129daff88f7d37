package online.cloudtolocalllm.chat.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** A database file that may be damaged. Blocks on the disk. For one thread at a time, while nobody else here has the file open. */
final class DamagedFile {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Path file;
    private final Opening connections;

    DamagedFile(Path file, Opening connections) {
        this.file = file;
        this.connections = connections;
    }

    /**
     * Whether it can be used after all. The index holds nothing of its own, so that it is made anew if nothing else is damaged. A file that
     * cannot be looked at for another reason counts as usable: only what is known to be damaged may be set aside.
     */
    boolean usable() {
        try (Database database = new Database(connections.open(file))) {
            if (Migrations.version(database) > Migrations.LATEST) {
                return true;
            }
            if (!whole(database)) {
                return false;
            }
            database.transaction("begin immediate", SearchIndex::rebuild);
            return true;
        } catch (SQLException e) {
            return !Trouble.damaged(e);
        }
    }

    private static boolean whole(Database database) throws SQLException {
        List<String> tables = database.rows(
                "select name from sqlite_schema where type = 'table' and name not like 'words%'",
                row -> row.getString(1));
        for (String table : tables) {
            if (database.first("pragma quick_check(" + table + ")", row -> row.getString(1))
                    .filter("ok"::equals)
                    .isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /**
     * Gives it another name, with what was written and had not reached it.
     *
     * @return the name
     * @throws IOException if that failed
     */
    Path setAside(Instant now) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".corrupt-" + STAMP.format(now));
        for (int more = 2; Files.exists(aside); more++) {
            aside = file.resolveSibling(file.getFileName() + ".corrupt-" + STAMP.format(now) + "-" + more);
        }
        Files.move(file, aside);
        move("-wal", aside);
        Files.deleteIfExists(beside(file, "-shm"));
        return aside;
    }

    private void move(String end, Path aside) throws IOException {
        if (Files.exists(beside(file, end))) {
            Files.move(beside(file, end), beside(aside, end));
        }
    }

    private static Path beside(Path file, String end) {
        return file.resolveSibling(file.getFileName() + end);
    }
}
