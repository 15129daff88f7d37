package online.cloudtolocalllm.testkit.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import online.cloudtolocalllm.testkit.process.AppProcess;
import online.cloudtolocalllm.testkit.process.Command;
import online.cloudtolocalllm.testkit.process.Finished;

/**
 * A {@code dbus-daemon} of a test's own, without services that it could start. {@link #close()} ends it.
 *
 * @param process the process
 * @param address where it listens, such as {@code unix:path=/tmp/x/bus}
 */
public record PrivateBus(AppProcess process, String address) implements AutoCloseable {

    /**
     * Starts a bus and blocks until it listens.
     *
     * @param folder for its socket and its settings
     * @throws AssertionError if it does not start, saying what to install
     * @throws IOException if the folder cannot be written
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public static PrivateBus start(Path folder) throws IOException, InterruptedException {
        Path settings = folder.resolve("bus.conf");
        Files.writeString(settings, """
            <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
             "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig>
              <type>session</type>
              <listen>unix:path=%s</listen>
              <auth>EXTERNAL</auth>
              <policy context="default">
                <allow send_destination="*" eavesdrop="true"/>
                <allow eavesdrop="true"/>
                <allow own="*"/>
              </policy>
            </busconfig>
            """.formatted(folder.resolve("bus")));
        AppProcess process = InstalledProgram.start(
                Command.of("dbus-daemon", "--config-file=" + settings, "--nofork", "--print-address"), "dbus-daemon");
        String line = process.awaitOutputLine(text -> text.startsWith("unix:path="));
        return new PrivateBus(process, line.replaceFirst(",guid=.*", ""));
    }

    /** The variable that leads a program to this bus. */
    public Map<String, String> environment() {
        return Map.of("DBUS_SESSION_BUS_ADDRESS", address);
    }

    /**
     * Kills it and blocks until it has ended.
     *
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Finished kill() throws InterruptedException {
        return process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
