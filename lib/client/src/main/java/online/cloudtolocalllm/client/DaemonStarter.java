package online.cloudtolocalllm.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.launch.Detachment;

/**
 * Starts the daemon so that it outlives the program that starts it, and waits until it answers. Any number may start at once:
 * the daemon's lock lets one run, and all of them report the one that does. Thread-safe.
 */
public final class DaemonStarter {

    /** Long enough for a slow disk and a cold Java machine. */
    public static final Duration USUAL_LIMIT = Duration.ofSeconds(15);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(40);
    private static final Duration LOOK_LIMIT = Duration.ofSeconds(2);
    private static final int MAX_LAST_WORDS = 4 * 1024;
    private static final int LAST_LINES = 8;

    private final Locations locations;
    private final Path launcher;
    private final Map<String, String> environment;

    /**
     * A starter for the daemon of these files.
     *
     * @param launcher the launcher script
     * @param environment the environment variables of the new process; the home folder's is set here
     */
    public DaemonStarter(Locations locations, Path launcher, Map<String, String> environment) {
        this.locations = locations;
        this.launcher = launcher;
        this.environment = Map.copyOf(environment);
    }

    /** A starter with the options' launcher, or the one that is found; empty if there is none. */
    static Optional<DaemonStarter> of(ClientOptions options) {
        return options.launcher()
                .or(() -> LauncherSearch.ofThisProcess().find())
                .map(found -> new DaemonStarter(options.locations(), found, System.getenv()));
    }

    /**
     * Starts the daemon unless one answers already, and waits until one answers.
     *
     * @param arguments the daemon's arguments
     * @param limit how long to wait for it
     * @throws InterruptedException if interrupted while waiting; the daemon may then be starting
     */
    public StartOutcome start(List<String> arguments, Duration limit) throws InterruptedException {
        return start(arguments, limit, process -> {});
    }

    /**
     * Starts the daemon as {@link #start(List, Duration)} does.
     *
     * @param started told about the new process before the wait begins, for callers that may have to end it
     * @throws InterruptedException if interrupted while waiting; the daemon may then be starting
     */
    public StartOutcome start(List<String> arguments, Duration limit, Consumer<ProcessHandle> started)
            throws InterruptedException {
        if (answers()) {
            return new StartOutcome.Running(false);
        }
        long alreadyPrinted;
        try {
            OwnerOnlyFiles.openFolder(locations.home());
            OwnerOnlyFiles.openFile(locations.console());
            alreadyPrinted = Files.size(locations.console());
        } catch (IOException e) {
            return new StartOutcome.HomeUnusable(reason(e));
        }
        Process process;
        try {
            process = launch(arguments);
        } catch (IOException e) {
            return new StartOutcome.CannotStart(reason(e));
        }
        started.accept(process.toHandle());
        return await(process, alreadyPrinted, System.nanoTime() + limit.toNanos());
    }

    private Process launch(List<String> arguments) throws IOException {
        List<String> command =
                new ArrayList<>(Detachment.command(System.getProperty("os.name", ""), environment, launcher));
        command.add("daemon");
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Detachment.nothing())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(locations.console().toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put(Locations.HOME_VARIABLE, locations.home().toString());
        return builder.start();
    }

    /** An exit with code 0 means that another daemon was faster, or (Windows) that the detaching command has done its part. */
    private StartOutcome await(Process process, long alreadyPrinted, long deadline) throws InterruptedException {
        while (true) {
            boolean ended = process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
            if (answers()) {
                return new StartOutcome.Running(process.isAlive() || Detachment.endsAtOnce());
            }
            if (ended && process.exitValue() != 0) {
                return new StartOutcome.Exited(process.exitValue(), lastWords(alreadyPrinted));
            }
            if (System.nanoTime() > deadline) {
                return new StartOutcome.TimedOut(lastWords(alreadyPrinted));
            }
            if (ended) {
                Thread.sleep(BETWEEN_LOOKS);
            }
        }
    }

    private boolean answers() {
        try (DaemonLink link = DaemonLink.open(locations, LOOK_LIMIT)) {
            link.request(JsonObject.of("command", "PING"), LOOK_LIMIT);
            return true;
        } catch (DaemonException e) {
            return false;
        }
    }

    private String lastWords(long from) {
        try (SeekableByteChannel file = Files.newByteChannel(locations.console())) {
            file.position(Math.max(from, file.size() - MAX_LAST_WORDS));
            ByteBuffer bytes = ByteBuffer.allocate(MAX_LAST_WORDS);
            int count = 0;
            while (count >= 0 && bytes.hasRemaining()) {
                count = file.read(bytes);
            }
            String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
            List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (NoSuchFileException e) {
            // Somebody took the folder away meanwhile, and the words with it.
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + locations.console() + " failed", e);
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }
}
