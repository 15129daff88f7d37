package online.cloudtolocalllm.tray.dbus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.bus.LastingBus;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.testkit.ManualClock;
import online.cloudtolocalllm.testkit.desktop.PrivateBus;
import online.cloudtolocalllm.tray.TrayCommand;
import online.cloudtolocalllm.tray.TrayIcon;
import online.cloudtolocalllm.tray.TrayItem;
import online.cloudtolocalllm.tray.TrayMenu;
import online.cloudtolocalllm.tray.TrayPicture;

/** A tray on a private bus, and pictures for it. */
final class TrayFixture implements AutoCloseable {

    static final String SHOWN = "shown: a panel shows it";
    static final String NO_PANEL = "no_panel: no panel shows status icons";
    static final ConnectionId OLLAMA = new ConnectionId("local_ollama");

    final Seen seen = new Seen();
    final ManualClock clock = new ManualClock();
    final StatusNotifierTray tray;
    private final Path folder;
    private final LastingBus lasting;
    private PrivateBus bus;

    TrayFixture(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        this.bus = PrivateBus.start(folder);
        this.tray = StatusNotifierTray.open(seen, () -> Optional.of(folder), "org.kde.StatusNotifierItem-7-1", clock);
        this.lasting =
                LastingBus.open(() -> Optional.of("unix:path=" + folder.resolve("bus")), new DesktopBus(List.of(tray)));
    }

    String address() {
        return bus.address();
    }

    void killBus() throws InterruptedException {
        bus.kill();
        bus.close();
    }

    void startBus() throws IOException, InterruptedException {
        java.nio.file.Files.deleteIfExists(folder.resolve("bus"));
        bus = PrivateBus.start(folder);
    }

    static TrayPicture picture(TrayIcon icon, String label, TrayItem... more) {
        List<TrayItem> items = new java.util.ArrayList<>(List.of(
                new TrayItem.Text("status", label),
                new TrayItem.Separator("first"),
                new TrayItem.Submenu(
                        "local_ollama",
                        "● local_ollama  2 ms",
                        List.of(
                                new TrayItem.Action("prefer", "Prefer", new TrayCommand.Prefer(OLLAMA, true)),
                                new TrayItem.Submenu(
                                        "models",
                                        "Models",
                                        List.of(new TrayItem.Action("copy", "x_y", new TrayCommand.Copy("x_y")))))),
                new TrayItem.Action(
                        "pause", "Pause everything", new TrayCommand.PauseAll(true), true, Optional.of(false)),
                new TrayItem.Action("app", "Show CloudToLocalLLM", new TrayCommand.ShowChat(), false, Optional.empty()),
                new TrayItem.Action("quit", "Quit daemon", new TrayCommand.QuitDaemon())));
        items.addAll(List.of(more));
        return new TrayPicture(icon, "Serving <locally>", "llama3.2\n38 tokens/s", new TrayMenu(items));
    }

    @Override
    public void close() {
        tray.close();
        lasting.close();
        bus.close();
    }
}
