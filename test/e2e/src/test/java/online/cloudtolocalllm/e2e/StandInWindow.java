package online.cloudtolocalllm.e2e;

import java.util.concurrent.CountDownLatch;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;

/** A window without a window: connects under the name it is given, prints what it is told, and ends when it is told so. */
final class StandInWindow {

    private StandInWindow() {}

    public static void main(String[] arguments) throws Exception {
        String name = arguments[0] + ProcessHandle.current().pid();
        CountDownLatch end = new CountDownLatch(1);
        try (TrayService tray =
                TrayService.open(ClientOptions.of(Locations.ofThisUser(), name).withStart(StartPolicy.NEVER))) {
            tray.onEvent(event -> {
                System.out.println(event.toJson().toJson());
                if (event instanceof DaemonEvent.Quit) {
                    end.countDown();
                }
            });
            end.await();
        }
    }
}
