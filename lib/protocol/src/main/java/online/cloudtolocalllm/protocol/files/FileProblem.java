package online.cloudtolocalllm.protocol.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Words for a failed file operation: Java's own messages are often only the file's name. */
public final class FileProblem {

    private FileProblem() {}

    /** The file and what is wrong with it, without a full stop. */
    public static String describe(IOException failure) {
        return switch (failure) {
            case AccessDeniedException e -> e.getFile() + ": permission denied";
            case NoSuchFileException e -> e.getFile() + ": there is no such file or folder";
            case FileAlreadyExistsException e -> e.getFile() + ": it exists already and is something else";
            case NotDirectoryException e -> e.getFile() + ": it is not a folder";
            case FileSystemException e when e.getReason() != null -> e.getFile() + ": " + e.getReason();
            default -> failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        };
    }
}
