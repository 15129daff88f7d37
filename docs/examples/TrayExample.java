import java.util.concurrent.CountDownLatch;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.LinkState;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.protocol.files.Locations.NoHomeException;
import online.cloudtolocalllm.protocol.ipc.IconState;

/** A program with a place in the tray. It prints what the user wants of it and how its link is, and ends when it is told to. */
public final class TrayExample {

    private TrayExample() {}

    /** Runs until somebody chooses "Quit", or calls {@code QUIT_APP}. */
    public static void main(String[] arguments) throws InterruptedException, NoHomeException {
        CountDownLatch quit = new CountDownLatch(1);
        try (TrayService tray = TrayService.open(ClientOptions.of("chat/1.0.0"))) {
            tray.onState(state -> System.out.println("link: " + words(state)));
            tray.onShow(() -> System.out.println("show the window"));
            tray.onHide(() -> System.out.println("hide the window"));
            tray.onSettings(() -> System.out.println("show the settings"));
            tray.onQuit(quit::countDown);

            tray.tooltip("Example: no chat is open");
            tray.icon(IconState.IDLE);
            tray.authenticated(false);

            quit.await();
        }
        System.out.println("good-bye");
    }

    private static String words(LinkState state) {
        return switch (state) {
            case LinkState.Connecting connecting -> "connecting, attempt " + connecting.attempt();
            case LinkState.Starting starting -> "starting the daemon";
            case LinkState.Connected connected -> "up";
            case LinkState.Waiting waiting -> "down. " + waiting.why().getMessage() + " It will be tried again.";
            case LinkState.Stopped stopped ->
                "the daemon was stopped. " + stopped.why().getMessage();
            case LinkState.Closed closed -> "closed";
        };
    }
}
