package online.cloudtolocalllm.tray.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.protocol.status.TrayState;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.desktop.PrivateBus;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.Tray;
import online.cloudtolocalllm.tray.TrayCommand;
import online.cloudtolocalllm.tray.TrayIcon;
import online.cloudtolocalllm.tray.TrayMenu;
import online.cloudtolocalllm.tray.TrayPicture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopTest {

    private static final TrayPicture PICTURE =
            new TrayPicture(TrayIcon.IDLE, "Nothing serves", "", new TrayMenu(List.of()));

    @TempDir
    private Path folder;

    private final BlockingQueue<TrayState> states = new LinkedBlockingQueue<>();

    private final Tray.Listener listener = new Tray.Listener() {
        @Override
        public void chosen(TrayCommand command) {
            throw new AssertionError("nobody chose anything");
        }

        @Override
        public void activated() {
            throw new AssertionError("nobody clicked");
        }

        @Override
        public void changed(TrayState state, String why) {
            states.add(state);
        }
    };

    private Optional<TrayState> next() throws InterruptedException {
        return Optional.ofNullable(states.poll(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** The stamp is written last; nothing is written into the folder after it. */
    private static void awaitFiles(Path icons) throws InterruptedException {
        assertThat(Until.holds(Until.LIMIT, () -> Files.exists(icons.resolve(".drawing"))))
                .isTrue();
    }

    @Test
    void withoutASessionBusThereIsNoDesktop() throws Exception {
        try (Desktop desktop = Desktop.open(Map.of(), "Linux", listener, folder)) {
            desktop.tray().show(PICTURE);

            assertThat(next()).contains(TrayState.NO_DESKTOP);
            awaitFiles(folder);
        }
    }

    @Test
    void onABusWithoutAPanelThereIsNoPanelAndTheFilesAreThere() throws Exception {
        try (PrivateBus bus = PrivateBus.start(folder);
                Desktop desktop = Desktop.open(bus.environment(), "Linux", listener, folder.resolve("icons"))) {
            desktop.tray().show(PICTURE);

            assertThat(next()).contains(TrayState.NO_PANEL);
            awaitFiles(folder.resolve("icons"));
            assertThat(folder.resolve("icons/hicolor/16x16/apps/cloudtolocalllm-idle-dark.png"))
                    .isRegularFile();
            desktop.tray().close();
            desktop.tray().show(PICTURE);
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoObstacle() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        try (PrivateBus bus = PrivateBus.start(folder);
                Desktop desktop = Desktop.open(bus.environment(), "Linux", listener, file)) {
            desktop.tray().tone(PanelTone.LIGHT);

            assertThat(next()).contains(TrayState.NO_PANEL);
        }
    }
}
