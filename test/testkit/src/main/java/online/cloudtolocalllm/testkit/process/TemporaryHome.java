package online.cloudtolocalllm.testkit.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;

/**
 * A folder for the product's files that only its owner can enter, deleted at the end with all that is in it.
 *
 * @param locations the paths in it
 */
public record TemporaryHome(Locations locations) implements AutoCloseable {

    /**
     * An empty folder.
     *
     * @throws IOException if it cannot be made
     */
    public static TemporaryHome create() throws IOException {
        Path folder = Files.createTempDirectory("cloudtolocalllm-test-");
        OwnerOnlyFiles.openFolder(folder);
        return new TemporaryHome(new Locations(folder));
    }

    /**
     * A folder with these connections.
     *
     * @throws IOException if it cannot be made
     */
    public static TemporaryHome with(Connections connections) throws IOException {
        TemporaryHome home = create();
        home.write(connections);
        return home;
    }

    /** The folder. */
    public Path folder() {
        return locations.home();
    }

    /**
     * Writes {@code connection_config.json}.
     *
     * @throws IOException if that fails
     */
    public void write(Connections connections) throws IOException {
        OwnerOnlyFiles.replace(locations.connectionConfig(), connections.text());
    }

    /**
     * Writes a {@code daemon_config.json} with which each connection is probed once, at the daemon's start, however long that takes: what
     * happens to it afterwards is noticed by requests.
     *
     * @throws IOException if that fails
     */
    public void probeOnce() throws IOException {
        OwnerOnlyFiles.replace(
                locations.daemonConfig(),
                "{\"limits\":{\"connect_loopback\":20,\"probe\":20,\"probe_interval\":3600,\"probe_interval_active\":3600}}");
    }

    /** The environment variable that makes a process use this folder. */
    public Map<String, String> environment() {
        return Map.of(Locations.HOME_VARIABLE, folder().toString());
    }

    /**
     * Deletes the folder, also when a test took away its own permission to write there.
     *
     * @throws IOException if something cannot be deleted
     */
    @Override
    public void close() throws IOException {
        Files.walkFileTree(folder(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                OwnerOnlyFiles.openFolder(folder);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
