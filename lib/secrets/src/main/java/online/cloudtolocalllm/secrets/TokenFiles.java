package online.cloudtolocalllm.secrets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.config.Token;
import online.cloudtolocalllm.config.TokenSource;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;

/** Tokens in files, one each; those of our own are in a folder of the home. Thread-safe; every method blocks on the disk. */
final class TokenFiles {

    /** One more than the longest token and its line end, to see that a file is longer. */
    private static final int MOST_BYTES = TokenText.LONGEST + 2;

    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path home;

    /**
     * Files of the home's owner.
     *
     * @param home the product's folder
     */
    TokenFiles(Path home) {
        this.home = home;
    }

    /** The file for a token of this name, in the form that references are compared in. */
    Path of(String name) {
        return home.resolve("tokens").resolve(name).toAbsolutePath().normalize();
    }

    Resolution read(Path file) {
        String where = "the token's file " + file;
        try {
            if (!Files.exists(file)) {
                return new Resolution.Absent(where + " is missing");
            }
            if (!Files.isRegularFile(file)) {
                return new Resolution.Unusable(where + " is no file");
            }
            Optional<String> exposure = exposure(file);
            if (exposure.isPresent()) {
                return new Resolution.Insecure(where + " " + exposure.get());
            }
            byte[] content;
            try (InputStream in = Files.newInputStream(file)) {
                content = in.readNBytes(MOST_BYTES + 1);
            }
            return content.length > MOST_BYTES
                    ? new Resolution.Unusable(where + " is larger than 8 KiB")
                    : TokenText.read(new String(content, StandardCharsets.ISO_8859_1), where);
        } catch (NoSuchFileException e) {
            return new Resolution.Absent(where + " is missing");
        } catch (IOException e) {
            return new Resolution.Unavailable(where + " cannot be read");
        }
    }

    /** Who else could read or replace the file, and what to do; on a file system without permissions nobody is found. */
    private Optional<String> exposure(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return Optional.empty();
        }
        PosixFileAttributes attributes = view.readAttributes();
        if (!attributes.owner().equals(Files.getOwner(home))) {
            return Optional.of("belongs to another user; run: chown \"$USER\" '" + file + "'");
        }
        return OWNERS.containsAll(attributes.permissions())
                ? Optional.empty()
                : Optional.of("can be read by others; run: chmod 600 '" + file + "'");
    }

    Storing write(String name, Token token) {
        Path file = of(name);
        try {
            OwnerOnlyFiles.openFolder(Objects.requireNonNull(file.getParent()));
            OwnerOnlyFiles.replace(file, token.value() + "\n");
            return new Storing.Kept(new TokenSource.InFile(file));
        } catch (IOException e) {
            return new Storing.Unavailable("the file " + file + " cannot be written");
        }
    }

    /** Deletes a file of our own; others are their owners'. */
    Storing clear(Path file) {
        if (!file.startsWith(home.resolve("tokens"))) {
            return new Storing.Unavailable("the file " + file + " is not CloudToLocalLLM's to delete");
        }
        try {
            Files.deleteIfExists(file);
            return new Storing.Gone();
        } catch (IOException e) {
            return new Storing.Unavailable("the file " + file + " cannot be deleted");
        }
    }
}
