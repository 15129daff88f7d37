package online.cloudtolocalllm.settings.view.connections;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import online.cloudtolocalllm.settings.model.connections.ConnectionRow;

/** What can be done with a connection, as a menu. For JavaFX's thread. */
final class LineMenu {

    private LineMenu() {}

    /**
     * That of this line.
     *
     * @param at its place in the list
     */
    static ContextMenu of(ConnectionRow row, int at, Commands actions) {
        String name = row.name();
        boolean set = row.standing() == ConnectionRow.Standing.SET;
        boolean preferred = row.words().preferred();
        ContextMenu menu = new ContextMenu();
        menu.setId("connection-menu");
        menu.getItems().add(item("menu-test", "Test", !set, () -> actions.test(name)));
        menu.getItems()
                .add(item("menu-copy", "Copy address", row.address().isEmpty(), () -> actions.copyAddress(name)));
        menu.getItems().add(new SeparatorMenuItem());
        menu.getItems()
                .add(item(
                        "menu-prefer",
                        preferred ? "Prefer no more" : "Prefer",
                        !set,
                        () -> actions.prefer(name, !preferred)));
        menu.getItems()
                .add(item(
                        "menu-pause",
                        row.paused() ? "Resume" : "Pause",
                        !set,
                        () -> actions.pause(name, !row.paused())));
        MenuItem up = item("menu-up", "Move up", !set || at == 0, () -> actions.move(name, at - 1));
        up.setAccelerator(new KeyCodeCombination(KeyCode.UP, KeyCombination.ALT_DOWN));
        MenuItem down = item("menu-down", "Move down", !set, () -> actions.move(name, at + 1));
        down.setAccelerator(new KeyCodeCombination(KeyCode.DOWN, KeyCombination.ALT_DOWN));
        MenuItem remove = item(
                "menu-remove", "Remove", row.standing() == ConnectionRow.Standing.GIVEN, () -> actions.remove(name));
        remove.setAccelerator(new KeyCodeCombination(KeyCode.DELETE));
        menu.getItems().addAll(up, down, new SeparatorMenuItem(), remove);
        return menu;
    }

    private static MenuItem item(String id, String text, boolean disabled, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        item.setDisable(disabled);
        item.setOnAction(event -> action.run());
        return item;
    }
}
