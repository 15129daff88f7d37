package online.cloudtolocalllm.chat.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

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
     * Whether it can be used after all. If only the index is damaged, which holds nothing of its own, it is made anew. A file that cannot
     * be looked at for another reason counts as usable: only what is known to be damaged may be set aside.
     */
    boolean usable() {
        try (Database database = new Database(connections.open(file))) {
            return whole(database) || rebuilt(database);
        } catch (SQLException e) {
            return !Trouble.damaged(e);
        }
    }

    private static boolean whole(Database database) throws SQLException {
        return Migrations.version(database) > Migrations.LATEST
                || database.first("pragma quick_check(1)", row -> row.getString(1)).filter("ok"::equals).isPresent();
    }

    private static boolean rebuilt(Database database) throws SQLException {
        database.transaction("begin immediate", writable -> {
            SearchIndex.rebuild(writable);
            return true;
        });
        return whole(database);
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
