package online.cloudtolocalllm.rules;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The project's own source files. */
final class SourceTree {

    /** The folder of the root pom. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    private SourceTree() {}

    static List<Path> javaFiles() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String part : List.of("lib", "apps", "test", "bench", "docs")) {
            Files.walkFileTree(ROOT.resolve(part), new SourceFolders(all));
        }
        return all;
    }

    /** Takes the Java files and leaves out what is built, where files come and go while other tests run. */
    private static final class SourceFolders extends SimpleFileVisitor<Path> {

        private final List<Path> found;

        private SourceFolders(List<Path> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return folder.endsWith("target") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }
    }

    /** Every file that is or could be committed: what git knows and what it does not ignore. */
    static List<Path> committable() throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
                .directory(ROOT.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String names = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (git.waitFor() != 0) {
            throw new AssertionError("git ls-files failed in " + ROOT + "; the tree is checked in a git checkout");
        }
        return names.lines()
                .flatMap(line -> Stream.of(line.split("\0")))
                .map(ROOT::resolve)
                .filter(Files::isRegularFile)
                .toList();
    }

    /** The content; empty if it is not text. */
    static Optional<String> text(Path file) throws IOException {
        try {
            String text = Files.readString(file);
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }

    /** The folders of the modules in a part of the tree. */
    static List<Path> modules(String part) throws IOException {
        try (Stream<Path> folders = Files.list(ROOT.resolve(part))) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("pom.xml")))
                    .sorted()
                    .toList();
        }
    }

    /** The file's path below the root, as it is written everywhere. */
    static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }
}
