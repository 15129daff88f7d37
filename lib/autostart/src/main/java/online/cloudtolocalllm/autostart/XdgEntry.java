package online.cloudtolocalllm.autostart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.autostart.text.AutostartEntry;
import online.cloudtolocalllm.autostart.text.ProgramStart;

/** The desktop's entry for this user, and those of the system that it hides. Blocks on the disk. */
final class XdgEntry {

    private static final String FOLDER = "autostart";

    private final TextFile own;
    private final List<TextFile> systems;
    private final ProgramStart start;

    XdgEntry(Installation installation, Path config, ProgramStart start) {
        this.own = new TextFile(config.resolve(FOLDER).resolve(AutostartEntry.FILE));
        this.systems = installation.xdgSystemConfig().stream()
                .map(folder -> new TextFile(folder.resolve(FOLDER).resolve(AutostartEntry.FILE)))
                .toList();
        this.start = start;
    }

    /**
     * The file by which a desktop starts the daemon; empty if none does.
     *
     * @throws IOException if that cannot be told
     */
    Optional<Path> inForce() throws IOException {
        Optional<TextFile> first = first();
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String text = first.get().read().orElse("");
        boolean starts = AutostartEntry.isOn(text)
                && AutostartEntry.needed(text).map(XdgEntry::isThere).orElse(true);
        return starts ? Optional.of(first.get().path()) : Optional.empty();
    }

    /**
     * Writes the user's entry.
     *
     * @throws IOException if that failed
     */
    void on() throws IOException {
        own.write(AutostartEntry.on(own.read(), start));
    }

    /**
     * Ends what the entry does.
     *
     * @throws IOException if that failed
     */
    void off() throws IOException {
        boolean another = systems.stream().anyMatch(file -> Files.exists(file.path()));
        Optional<String> present = own.read();
        if (present.isEmpty() && !another) {
            return;
        }
        Optional<String> content =
                AutostartEntry.off(present.orElseGet(() -> AutostartEntry.on(Optional.empty(), start)), another);
        if (content.isPresent()) {
            own.write(content.get());
        } else {
            own.delete();
        }
    }

    private Optional<TextFile> first() {
        if (Files.exists(own.path())) {
            return Optional.of(own);
        }
        return systems.stream().filter(file -> Files.exists(file.path())).findFirst();
    }

    private static boolean isThere(String program) {
        try {
            Path path = Path.of(program);
            return !path.isAbsolute() || Files.isExecutable(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
