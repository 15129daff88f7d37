package online.cloudtolocalllm.testkit.process;

import java.nio.file.Files;
import java.time.Instant;
import online.cloudtolocalllm.protocol.Handshake;
import online.cloudtolocalllm.protocol.IpcCredentials;
import online.cloudtolocalllm.protocol.files.Locations;

/** Does what {@link DaemonProcess} waits for, and then waits for its end. */
final class FakeDaemon {

    private FakeDaemon() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0) {
            System.err.println("cannot start");
            System.exit(Integer.parseInt(arguments[0]));
        }
        Locations locations = Locations.ofThisUser();
        IpcCredentials credentials = new IpcCredentials(4321, "i", Instant.EPOCH, Handshake.randomText());
        System.out.println("starting");
        System.out.println("gateway: http://127.0.0.1:1234");
        Files.writeString(locations.ipcAuth(), credentials.toJson().toJson());
        Files.writeString(locations.trayPort(), "4321");
        System.in.read();
    }
}
