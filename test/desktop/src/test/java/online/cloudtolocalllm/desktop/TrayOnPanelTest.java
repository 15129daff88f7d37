package online.cloudtolocalllm.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.protocol.status.TrayState;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.Tray;
import online.cloudtolocalllm.tray.TrayCommand;
import online.cloudtolocalllm.tray.TrayIcon;
import online.cloudtolocalllm.tray.TrayItem;
import online.cloudtolocalllm.tray.TrayMenu;
import online.cloudtolocalllm.tray.TrayPicture;
import online.cloudtolocalllm.tray.desktop.Desktop;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tray by itself, without a daemon: what a real panel draws of it and tells it. */
@Tag("desktop")
class TrayOnPanelTest {

    private static final TrayMenu MENU = new TrayMenu(List.of(
            new TrayItem.Text("first", "local_ollama serves, as __it__ is"),
            new TrayItem.Separator("line"),
            new TrayItem.Action("settings", "Settings…", new TrayCommand.OpenSettings("")),
            new TrayItem.Action("all", "Pause all", new TrayCommand.PauseAll(true), true, Optional.of(false)),
            new TrayItem.Submenu(
                    "more", "More", List.of(new TrayItem.Action("copy", "Copy", new TrayCommand.Copy("an address")))),
            new TrayItem.Action("never", "Not now", new TrayCommand.ShowChat(), false, Optional.empty()),
            new TrayItem.Action("quit", "Quit daemon", new TrayCommand.QuitDaemon())));

    @TempDir
    private Path folder;

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

    private final Tray.Listener listener = new Tray.Listener() {
        @Override
        public void chosen(TrayCommand command) {
            heard.add(command);
        }

        @Override
        public void activated() {
            heard.add("activated");
        }

        @Override
        public void changed(TrayState state, String why) {
            heard.add(state);
        }
    };

    private Object next() throws InterruptedException {
        return heard.poll(20, TimeUnit.SECONDS);
    }

    private void awaitShown() throws InterruptedException {
        Object next = next();
        while (next instanceof TrayState && next != TrayState.SHOWN) {
            next = next();
        }
        assertThat(next).isEqualTo(TrayState.SHOWN);
    }

    /** The next click. What becomes of the icon is heard between clicks, whenever the panel says so. */
    private Object nextClick() throws InterruptedException {
        Object next = next();
        while (next instanceof TrayState) {
            next = next();
        }
        return next;
    }

    private static TrayPicture picture(TrayIcon icon) {
        return new TrayPicture(icon, "local_ollama serves", "42 tokens/s", MENU);
    }

    @Test
    void everyFormIsDrawnAndWhatIsClickedIsHeard() throws Exception {
        try (PanelSession session = PanelSession.start(folder.resolve("session"));
                Desktop desktop = Desktop.open(session.environment(), "Linux", listener, folder.resolve("icons"))) {
            Tray tray = desktop.tray();
            tray.tone(PanelTone.DARK);
            tray.show(picture(TrayIcon.IDLE));
            awaitShown();
            for (TrayIcon form : TrayIcon.values()) {
                tray.show(picture(form));
                session.awaitIcon(form, PanelTone.DARK);
            }
            tray.tone(PanelTone.LIGHT);
            tray.show(picture(TrayIcon.LOCAL));
            Place icon = session.awaitIcon(TrayIcon.LOCAL, PanelTone.LIGHT);

            session.screen().click(icon, 1);
            assertThat(nextClick()).isEqualTo("activated");

            Rectangle menu = session.openMenu(icon, "menu");
            List<Place> lines = session.look("menu").lines(menu);
            assertThat(lines).as("lines that are not separators").hasSize(6);
            session.screen().click(lines.get(1), 1);
            assertThat(nextClick()).isEqualTo(new TrayCommand.OpenSettings(""));
        }
    }
}
