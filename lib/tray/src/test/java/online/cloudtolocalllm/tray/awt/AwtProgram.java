package online.cloudtolocalllm.tray.awt;

import java.awt.CheckboxMenuItem;
import java.awt.EventQueue;
import java.awt.Menu;
import java.awt.MenuItem;
import java.awt.event.ActionEvent;
import java.awt.event.ItemEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.TrayState;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.Tray;
import online.cloudtolocalllm.tray.TrayCommand;
import online.cloudtolocalllm.tray.TrayIcon;
import online.cloudtolocalllm.tray.TrayItem;
import online.cloudtolocalllm.tray.TrayMenu;
import online.cloudtolocalllm.tray.TrayPicture;

/** A process with a display: builds the menu, chooses what is in it, opens the tray, and prints what happens. */
final class AwtProgram {

    private AwtProgram() {}

    public static void main(String[] arguments) throws Exception {
        EventQueue.invokeAndWait(AwtProgram::tryMenu);
        CountDownLatch told = new CountDownLatch(1);
        try (AwtTray tray = AwtTray.open(new Tray.Listener() {
            @Override
            public void chosen(TrayCommand command) {
                say("chosen " + command);
            }

            @Override
            public void activated() {
                say("activated");
            }

            @Override
            public void changed(TrayState state, String why) {
                say(state + ": " + why);
                told.countDown();
            }
        })) {
            tray.show(new TrayPicture(TrayIcon.LOCAL, "Serving", "", menu("2 ms", false)));
            tray.tone(PanelTone.LIGHT);
            told.await();
        }
    }

    // An item that is relabelled in place is the same one, not one like it.
    @SuppressWarnings("ReferenceEquality")
    private static void tryMenu() {
        AwtMenu menu = new AwtMenu(command -> say("chosen " + command));
        menu.show(menu("2 ms", true));
        print(menu.popup(), "");
        MenuItem first = menu.popup().getItem(0);
        menu.show(menu("-", false));
        print(menu.popup(), "");
        say("same " + (menu.popup().getItem(0) == first));
        chooseAll(menu.popup());
        menu.show(new TrayMenu(List.of()));
        say("left " + menu.popup().getItemCount());
    }

    private static TrayMenu menu(String words, boolean on) {
        ConnectionId id = new ConnectionId("a_b");
        return new TrayMenu(List.of(
                new TrayItem.Submenu(
                        "c",
                        "a_b · " + words,
                        List.of(
                                new TrayItem.Text("t", words),
                                new TrayItem.Action(
                                        "prefer", "Prefer", new TrayCommand.Prefer(id, !on), true, Optional.of(on)))),
                new TrayItem.Separator("line"),
                new TrayItem.Action("pause", "Pause & go", new TrayCommand.Pause(id, on), on, Optional.empty()),
                new TrayItem.Action("quit", "Quit daemon", new TrayCommand.QuitDaemon())));
    }

    private static void print(Menu menu, String indent) {
        for (int at = 0; at < menu.getItemCount(); at++) {
            MenuItem item = menu.getItem(at);
            String mark = item instanceof CheckboxMenuItem check ? check.getState() ? "[x] " : "[ ] " : "";
            say(indent + mark + item.getLabel() + (item.isEnabled() ? "" : " (off)"));
            if (item instanceof Menu inner) {
                print(inner, indent + "  ");
            }
        }
    }

    private static void chooseAll(Menu menu) {
        for (int at = 0; at < menu.getItemCount(); at++) {
            MenuItem item = menu.getItem(at);
            if (item instanceof Menu inner) {
                chooseAll(inner);
            } else if (item instanceof CheckboxMenuItem check) {
                check.setState(!check.getState());
                check.dispatchEvent(
                        new ItemEvent(check, ItemEvent.ITEM_STATE_CHANGED, check.getLabel(), ItemEvent.SELECTED));
                say("still " + check.getState());
            } else {
                item.dispatchEvent(new ActionEvent(item, ActionEvent.ACTION_PERFORMED, item.getLabel()));
            }
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
