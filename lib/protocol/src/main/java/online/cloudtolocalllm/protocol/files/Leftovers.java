package online.cloudtolocalllm.protocol.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@link OwnerOnlyFiles#replace} left behind in a process that was killed; it may hold tokens. Blocks on the disk. */
public final class Leftovers {

    private static final Pattern TEMPORARY = Pattern.compile("\\.(.+)\\.[0-9a-f]{1,16}\\.tmp");

    private Leftovers() {}

    /**
     * Removes them, of the product's own files only. For who holds the lock of this folder: a file that is just being written
     * looks the same.
     *
     * @return what went wrong, a sentence: one could not be removed, or a folder not be read
     */
    public static Optional<String> remove(Locations locations) {
        try {
            removeAll(locations);
            return Optional.empty();
        } catch (IOException | DirectoryIteratorException e) {
            String why = e instanceof IOException plain ? FileProblem.describe(plain) : String.valueOf(e.getMessage());
            return Optional.of("What an earlier process left half written could not be removed (" + why + ").");
        }
    }

    private static void removeAll(Locations locations) throws IOException {
        for (Path file : locations.written()) {
            // What a link leads to is replaced in its own folder.
            Path real = Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file;
            String name = String.valueOf(real.getFileName());
            List<String> names = List.of(name, file.getFileName() + ".bak");
            remove(Optional.ofNullable(real.getParent()), names::contains);
            remove(Optional.ofNullable(file.getParent()), names::contains);
        }
        remove(Optional.of(locations.tokens()), name -> true);
    }

    private static void remove(Optional<Path> folder, Predicate<String> ours) throws IOException {
        if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.get(), ".*.tmp")) {
            for (Path file : files) {
                Matcher name = TEMPORARY.matcher(String.valueOf(file.getFileName()));
                if (name.matches()
                        && ours.test(name.group(1))
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
