package online.cloudtolocalllm.chat.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import online.cloudtolocalllm.protocol.files.FileProblem;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What keeps conversations from being stored or read.
 *
 * @param kind what it is
 * @param words sentences for the person: what happened, and what to do
 */
record Trouble(Kind kind, String words) {

    private static final int PRIMARY_CODE = 0xFF;

    /** Kinds of trouble; each is told once. */
    enum Kind {
        /** There is no room. */
        FULL(false),
        /** Writing is not allowed. */
        READ_ONLY(false),
        /** Another program holds the file. */
        BUSY(true),
        /** A later version of the program wrote the file. */
        NEWER(true),
        /** What is in the file is no whole database. */
        DAMAGED(true),
        /** The file cannot be opened. */
        CLOSED(true),
        /** Anything else. */
        OTHER(true);

        private final boolean overWhenRead;

        Kind(boolean overWhenRead) {
            this.overWhenRead = overWhenRead;
        }

        /** Whether it is over as soon as something could be read. */
        boolean overWhenRead() {
            return overWhenRead;
        }
    }

    /** The file or its folder cannot be made or opened. */
    static Trouble of(IOException failure) {
        return new Trouble(
                Kind.CLOSED,
                "Your conversations cannot be opened (" + FileProblem.describe(failure)
                        + "). Make that place readable and writable for your account; nothing is stored until then.");
    }

    /** What the database refused. */
    static Trouble of(SQLException failure, Path file) {
        return switch (code(failure)) {
            case SQLITE_FULL -> full(file);
            // The system's own refusal of a write is most often a full disk; its text does not say.
            case SQLITE_IOERR ->
                new Trouble(
                        Kind.OTHER,
                        "The disk refused to store your conversations in " + file + " (" + failure.getMessage()
                                + "). Look whether it has room and is in order; what comes from now on may not be"
                                + " kept.");
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
                new Trouble(
                        Kind.READ_ONLY,
                        "Nothing new is stored: " + file
                                + " is read-only. Make the file and its folder writable for your account.");
            case SQLITE_CANTOPEN ->
                new Trouble(
                        Kind.CLOSED,
                        file + " cannot be opened. Make the file and its folder readable and writable for your account;"
                                + " nothing is stored until then.");
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new Trouble(
                        Kind.BUSY,
                        "Another program holds " + file
                                + ", so your conversations cannot be stored now. Close it; storing goes on by itself.");
            case SQLITE_CORRUPT, SQLITE_NOTADB ->
                new Trouble(
                        Kind.DAMAGED,
                        file + " is damaged. Open the window again: what is still whole is kept, the file is set aside"
                                + " otherwise.");
            default ->
                new Trouble(
                        Kind.OTHER,
                        "Your conversations cannot be stored in " + file + " (" + failure.getMessage()
                                + "). Open the window again; if it stays so, copy that file to a safe place.");
        };
    }

    private static Trouble full(Path file) {
        return new Trouble(
                Kind.FULL,
                "The disk that holds " + file
                        + " is full, so what is said now is not stored. Free some room; storing goes on by itself.");
    }

    /** A later version of the program wrote the file. */
    static Trouble newer(Path file, long version) {
        return new Trouble(
                Kind.NEWER,
                "Your conversations were stored by a newer version of CloudToLocalLLM (their format is " + version
                        + ", this one knows " + Migrations.LATEST + "). " + file
                        + " was left as it is and nothing is stored; install the newer version to see them.");
    }

    /** Whether what the database says is that its file is damaged. */
    static boolean damaged(SQLException failure) {
        return switch (code(failure)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB -> true;
            default -> false;
        };
    }

    /** The code without its refinement. */
    private static SQLiteErrorCode code(SQLException failure) {
        return failure instanceof SQLiteException sqlite
                ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY_CODE)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
