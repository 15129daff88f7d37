package online.cloudtolocalllm.testkit.keyring;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.desktop.InstalledProgram;
import online.cloudtolocalllm.testkit.desktop.PrivateBus;
import online.cloudtolocalllm.testkit.process.AppProcess;
import online.cloudtolocalllm.testkit.process.Command;
import online.cloudtolocalllm.testkit.process.Finished;

/**
 * A real {@code gnome-keyring-daemon} on a private bus, with its files in a folder of its own. What it keeps survives it: another one
 * in the same folder has it, locked until {@link #unlock}. {@link #close()} ends it.
 *
 * @param process the process
 * @param bus where it serves
 * @param folder for its files
 */
public record GnomeKeyring(AppProcess process, PrivateBus bus, Path folder) implements AutoCloseable {

    private static final String PASSWORD = "a password";
    /** The daemon's control protocol: lengths and numbers of 32 bits, the highest byte first. */
    private static final int UNLOCK = 1;

    /**
     * Starts a keyring whose collection is locked, or not there yet, and blocks until it serves.
     *
     * @param folder empty, or of one before
     */
    public static GnomeKeyring locked(PrivateBus bus, Path folder) throws IOException, InterruptedException {
        return start(bus, folder, Optional.empty());
    }

    /**
     * Starts a keyring with an unlocked collection, which is made if there is none, and blocks until it serves.
     *
     * @param folder empty, or of one before
     */
    public static GnomeKeyring unlocked(PrivateBus bus, Path folder) throws IOException, InterruptedException {
        return start(bus, folder, Optional.of(PASSWORD));
    }

    private static GnomeKeyring start(PrivateBus bus, Path folder, Optional<String> password)
            throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("run"));
        Files.setPosixFilePermissions(folder.resolve("run"), PosixFilePermissions.fromString("rwx------"));
        Command command = command(bus, folder, "--foreground", "--components=secrets");
        command = password.isPresent() ? command.arguments(List.of("--unlock")).input(password.get()) : command;
        AppProcess process = InstalledProgram.start(command, "gnome-keyring");
        GnomeKeyring keyring = new GnomeKeyring(process, bus, folder);
        if (!Until.holds(Until.LIMIT, keyring::serves)) {
            process.close();
            throw new AssertionError("the keyring does not serve: " + process.describe());
        }
        return keyring;
    }

    private static Command command(PrivateBus bus, Path folder, String... arguments) {
        Map<String, String> environment = new TreeMap<>(bus.environment());
        environment.put("HOME", folder.toString());
        environment.put("XDG_DATA_HOME", folder.resolve("data").toString());
        environment.put("XDG_RUNTIME_DIR", folder.resolve("run").toString());
        return Command.of("gnome-keyring-daemon").arguments(List.of(arguments)).environment(environment);
    }

    /** Whether the bus knows it. */
    private boolean serves() {
        try {
            Finished asked = AppProcess.run(
                    Command.of(
                                    "dbus-send",
                                    "--session",
                                    "--print-reply",
                                    "--dest=org.freedesktop.secrets",
                                    "/org/freedesktop/secrets",
                                    "org.freedesktop.DBus.Peer.Ping")
                            .environment(bus.environment()),
                    Until.LIMIT);
            return asked.exitCode() == 0;
        } catch (IOException e) {
            throw new AssertionError("dbus-send is missing: apt-get install dbus", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /**
     * Unlocks the collection as logging in to the desktop does, over the daemon's control socket; blocks until it is.
     *
     * @throws AssertionError if the password was not taken
     */
    public void unlock() throws IOException {
        byte[] password = PASSWORD.getBytes(StandardCharsets.UTF_8);
        ByteBuffer request = ByteBuffer.allocate(1 + 12 + password.length)
                .put((byte) 0)
                .putInt(12 + password.length)
                .putInt(UNLOCK)
                .putInt(password.length)
                .put(password)
                .flip();
        ByteBuffer reply = ByteBuffer.allocate(8);
        try (SocketChannel control = SocketChannel.open(UnixDomainSocketAddress.of(
                folder.resolve("run").resolve("keyring").resolve("control")))) {
            while (request.hasRemaining()) {
                control.write(request);
            }
            int read = 0;
            while (reply.hasRemaining() && read >= 0) {
                read = control.read(reply);
            }
        }
        if (reply.hasRemaining() || reply.getInt(4) != 0) {
            throw new AssertionError(
                    "the keyring was not unlocked: " + HexFormat.of().formatHex(reply.array()));
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
