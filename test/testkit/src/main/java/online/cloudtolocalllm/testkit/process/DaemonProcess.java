package online.cloudtolocalllm.testkit.process;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.IpcCredentials;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import online.cloudtolocalllm.testkit.Until;

/**
 * A running daemon in a temporary home, on free ports, without a tray. {@link #close()} kills it if it still runs.
 *
 * @param process the process
 * @param home its home
 * @param gateway where it serves
 * @param credentials what its {@code ipc_auth.json} says
 */
public record DaemonProcess(AppProcess process, TemporaryHome home, HostPort gateway, IpcCredentials credentials)
        implements AutoCloseable {

    private static final String MAIN = "online.cloudtolocalllm.daemon.Main";
    private static final String READY = "gateway: http://";

    /** The command that starts a daemon in this home; tests may add to it. */
    public static Command command(String classPath, TemporaryHome home) {
        return onDesktop(classPath, home).arguments(List.of("--no-tray"));
    }

    /** The same for one that may be seen on a desktop; the test's command must name the desktop's bus, or there is none. */
    public static Command onDesktop(String classPath, TemporaryHome home) {
        return Command.java(classPath, MAIN, "--port", "0", "--gateway", "127.0.0.1:0")
                .in(home);
    }

    /**
     * Starts a daemon and blocks until it serves.
     *
     * @throws AssertionError with its output if it does not serve within 80 s
     * @throws IOException if it cannot be started
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public static DaemonProcess start(String classPath, TemporaryHome home) throws IOException, InterruptedException {
        return start(command(classPath, home), home);
    }

    /**
     * Starts a daemon by a command made from {@link #command} and blocks until it serves.
     *
     * @throws AssertionError with its output if it does not serve within 80 s
     * @throws IOException if it cannot be started
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public static DaemonProcess start(Command command, TemporaryHome home) throws IOException, InterruptedException {
        AppProcess process = AppProcess.start(command);
        boolean serves = false;
        try {
            String line = process.awaitOutputLine(text -> text.startsWith(READY));
            HostPort gateway = HostPort.parse(line.substring("gateway: ".length()), new HostPort("127.0.0.1", 0))
                    .orElseThrow(() -> new AssertionError("not an address: " + line));
            DaemonProcess daemon = new DaemonProcess(process, home, gateway, awaitCredentials(process, home));
            serves = true;
            return daemon;
        } finally {
            if (!serves) {
                process.close();
            }
        }
    }

    /** {@code http://127.0.0.1:PORT} */
    public String url() {
        return "http://" + gateway;
    }

    /** Where clients of its IPC connect. */
    public HostPort ipc() {
        return new HostPort("127.0.0.1", credentials.port());
    }

    /** The ended lines of its standard output so far. */
    public List<String> outputLines() {
        return process.outputLines();
    }

    /**
     * Asks it to stop (SIGTERM) and blocks until it has.
     *
     * @throws AssertionError if it has not ended within 20 s
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Finished stop() throws InterruptedException {
        return process.stop();
    }

    /**
     * Kills it (SIGKILL) and blocks until it has ended.
     *
     * @throws AssertionError if it has not ended within 20 s
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Finished kill() throws InterruptedException {
        return process.kill();
    }

    @Override
    public void close() {
        process.close();
    }

    private static IpcCredentials awaitCredentials(AppProcess process, TemporaryHome home) throws InterruptedException {
        Until.holds(Until.LIMIT, () -> !process.isAlive() || credentials(home).isPresent());
        return credentials(home)
                .orElseThrow(() -> new AssertionError(
                        "no tray_port and ipc_auth.json of the same port within the limit: " + process.describe()));
    }

    /** Empty while one of the two files is missing or they name different ports: one may be left of an earlier run. */
    private static Optional<IpcCredentials> credentials(TemporaryHome home) {
        try {
            String port = Files.readString(home.locations().trayPort());
            return IpcCredentials.fromJson(
                            Json.parseObject(Files.readAllBytes(home.locations().ipcAuth())))
                    .filter(found -> String.valueOf(found.port()).equals(port.strip()));
        } catch (MalformedJsonException e) {
            throw new AssertionError("ipc_auth.json is not JSON", e);
        } catch (IOException notThereYet) {
            return Optional.empty();
        }
    }
}
