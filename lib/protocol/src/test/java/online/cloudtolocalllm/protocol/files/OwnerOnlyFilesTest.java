package online.cloudtolocalllm.protocol.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerOnlyFilesTest {

    @TempDir
    private Path folder;

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static void together(int times, Callable<?> action) throws Exception {
        CyclicBarrier start = new CyclicBarrier(times);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                all.add(threads.submit(() -> {
                    start.await(20, TimeUnit.SECONDS);
                    return action.call();
                }));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rwxr-xr-x", "rwx------", "r-x------", "---------"})
    void foldersAreClosedWhateverTheyWere(String before) throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        permit(inner, before);
        OwnerOnlyFiles.openFolder(inner);
        assertThat(permissions(inner)).isEqualTo("rwx------");
    }

    @Test
    void missingFoldersAreMadeClosed() throws IOException {
        Path inner = folder.resolve("a/b/c");
        OwnerOnlyFiles.openFolder(inner);
        OwnerOnlyFiles.openFolder(inner);
        assertThat(permissions(inner)).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("a"))).isEqualTo("rwx------");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        permit(file, "rw-r--r--");
        assertThatThrownBy(() -> OwnerOnlyFiles.openFolder(file)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> OwnerOnlyFiles.openFolder(file.resolve("inner")))
                .isInstanceOf(IOException.class);
        assertThat(permissions(file)).isEqualTo("rw-r--r--");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rw-r--r--", "rw-------", "r--------", "---------"})
    void filesAreClosedWhateverTheyWereAndKeepTheirContent(String before) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "content");
        permit(file, before);
        OwnerOnlyFiles.openFile(file);
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(file).hasContent("content");
    }

    @Test
    void aMissingFileIsMadeEmptyAndClosed() throws IOException {
        Path file = folder.resolve("file");
        OwnerOnlyFiles.openFile(file);
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(file).isEmptyFile();
    }

    @Test
    void whatIsNoFileIsLeftAsItWas() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        permit(inner, "rwxr-xr-x");
        assertThatThrownBy(() -> OwnerOnlyFiles.openFile(inner)).isInstanceOf(IOException.class);
        assertThat(permissions(inner)).isEqualTo("rwxr-xr-x");
        Path nowhere = Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("missing"));
        assertThatThrownBy(() -> OwnerOnlyFiles.openFile(nowhere)).isInstanceOf(IOException.class);
        assertThat(folder.resolve("missing")).doesNotExist();
    }

    @Test
    void manyMayOpenTheSameNewFileAtOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            Path file = folder.resolve("file" + round);
            together(20, () -> {
                OwnerOnlyFiles.openFile(file);
                return file;
            });
            assertThat(permissions(file)).isEqualTo("rw-------");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rw-r--r--", "r--------", "---------"})
    void aReplacedFileIsClosedWhateverItWas(String before) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old, and longer");
        permit(file, before);
        OwnerOnlyFiles.replace(file, "new é");
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(Files.readAllBytes(file)).isEqualTo("new é".getBytes(StandardCharsets.UTF_8));
        assertThat(names()).containsExactly("file");
    }

    @Test
    void replaceMakesAMissingFileAndTakesAnySize() throws IOException {
        Path file = folder.resolve("file");
        OwnerOnlyFiles.replace(file, new byte[0]);
        assertThat(file).isEmptyFile();
        byte[] large = new byte[3_000_000];
        large[2_999_999] = 1;
        OwnerOnlyFiles.replace(file, large);
        assertThat(Files.readAllBytes(file)).isEqualTo(large);
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void permissionsDoNotDependOnTheUmask() throws Exception {
        for (String mask : List.of("0277", "0000", "0777")) {
            Path file = folder.resolve("file" + mask);
            assertThat(replaceUnder(mask, file)).isZero();
            assertThat(permissions(file)).as(mask).isEqualTo("rw-------");
            assertThat(file).hasContent("new");
        }
    }

    private static int replaceUnder(String mask, Path file) throws Exception {
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "umask " + mask + " && exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        place(OwnerOnlyFiles.class) + System.getProperty("path.separator") + place(Replacement.class),
                        Replacement.class.getName(),
                        file.toString())
                .inheritIO()
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    /** A process of its own, since a process cannot change its umask in Java. */
    static final class Replacement {

        private Replacement() {}

        public static void main(String[] arguments) throws IOException {
            OwnerOnlyFiles.replace(Path.of(arguments[0]), "new");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFolderInTheFilesPlaceStays(boolean empty) throws IOException {
        Path target = Files.createDirectory(folder.resolve("target"));
        if (!empty) {
            Files.writeString(target.resolve("inner"), "x");
        }
        assertThatThrownBy(() -> OwnerOnlyFiles.replace(target, "new")).isInstanceOf(IOException.class);
        assertThat(target).isDirectory();
        assertThat(names()).containsExactly("target");
    }

    @Test
    void aNameTooLongForATemporaryFileKeepsTheOldContent() throws IOException {
        Path file = Files.writeString(folder.resolve("n".repeat(250)), "old");
        assertThatThrownBy(() -> OwnerOnlyFiles.replace(file, "new")).isInstanceOf(IOException.class);
        assertThat(file).hasContent("old");
        assertThat(names()).hasSize(1);
    }

    /** The system's administrator may write there all the same, so both ends are right, each of them whole. */
    @Test
    void aFolderThatIsNotWritableKeepsTheOldContent() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        permit(folder, "r-x------");
        String expected = "new";
        try {
            OwnerOnlyFiles.replace(file, "new");
        } catch (IOException e) {
            expected = "old";
        } finally {
            permit(folder, "rwx------");
        }
        assertThat(file).hasContent(expected);
        assertThat(names()).containsExactly("file");
    }

    @Test
    void aMissingFolderIsAnError() {
        assertThatThrownBy(() -> OwnerOnlyFiles.replace(folder.resolve("missing/file"), "new"))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> OwnerOnlyFiles.replace(Path.of("/"), "new")).isInstanceOf(IOException.class);
    }

    @Test
    void aSymbolicLinkGivesWayAndItsTargetStays() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "theirs");
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        OwnerOnlyFiles.replace(link, "ours");
        assertThat(link).isRegularFile().hasContent("ours");
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(target).hasContent("theirs");
    }

    @Test
    void ofALinkTheTargetIsClosed() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "x");
        permit(target, "rw-rw-rw-");
        OwnerOnlyFiles.openFile(Files.createSymbolicLink(folder.resolve("link"), target));
        assertThat(permissions(target)).isEqualTo("rw-------");
        Path inner = Files.createDirectory(folder.resolve("inner"));
        permit(inner, "rwxrwxrwx");
        OwnerOnlyFiles.openFolder(Files.createSymbolicLink(folder.resolve("linked"), inner));
        assertThat(permissions(inner)).isEqualTo("rwx------");
    }

    @Test
    void manyReplacementsAtOnceLeaveOneWholeContent() throws Exception {
        Path file = folder.resolve("file");
        List<String> contents = Stream.iterate(0, i -> i + 1)
                .limit(100)
                .map(i -> (i + ";").repeat(5000))
                .toList();
        OwnerOnlyFiles.replace(file, contents.getFirst());
        Queue<String> next = new ConcurrentLinkedQueue<>(contents);
        together(contents.size(), () -> {
            String content = next.remove();
            OwnerOnlyFiles.replace(file, content);
            assertThat(contents).contains(Files.readString(file));
            return content;
        });
        assertThat(contents).contains(Files.readString(file));
        assertThat(permissions(file)).isEqualTo("rw-------");
        assertThat(names()).containsExactly("file");
    }
}
