package online.cloudtolocalllm.tray.dbus.menu;

import static online.cloudtolocalllm.tray.dbus.menu.Menus.check;
import static online.cloudtolocalllm.tray.dbus.menu.Menus.line;
import static online.cloudtolocalllm.tray.dbus.menu.Menus.menu;
import static online.cloudtolocalllm.tray.dbus.menu.Menus.submenu;
import static online.cloudtolocalllm.tray.dbus.menu.Menus.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.tray.TrayItem;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;

class MenuDiffTest {

    private final MenuIds ids = new MenuIds();

    /** Numbers: a 1, b 2, c 3, d 4. */
    private final MenuTree before = tree(line("a", "A"), submenu("b", line("c", "C"), check("d", true)));

    private MenuTree tree(TrayItem... items) {
        return MenuTree.of(menu(items), ids);
    }

    @Test
    void theSameMenuHasNoDifference() {
        MenuDiff diff = MenuDiff.between(before, tree(line("a", "A"), submenu("b", line("c", "C"), check("d", true))));

        assertThat(diff.words()).isFalse();
        assertThat(diff.layout()).isEmpty();
    }

    @Test
    void otherWordsAreTold() {
        MenuDiff diff =
                MenuDiff.between(before, tree(line("a", "A!"), submenu("b", text("c", "C"), check("d", false))));

        assertThat(diff.layout()).isEmpty();
        assertThat(diff.updated())
                .isEqualTo(Map.of(
                        1, Map.of("label", new Variant<>("A!")),
                        3, Map.of("enabled", new Variant<>(false)),
                        4, Map.of("toggle-state", new Variant<>(0))));
        assertThat(diff.removed()).isEmpty();
    }

    @Test
    void linesThatComeGoOrMoveAreToldByTheirParent() {
        assertThat(layout(line("a", "A"), submenu("b", check("d", true), line("c", "C"))))
                .contains(2);
        assertThat(layout(line("a", "A"), submenu("b", line("c", "C")))).contains(2);
        assertThat(layout(line("a", "A"), submenu("b", line("c", "C"), line("e", "E"), check("d", true))))
                .contains(2);
        assertThat(layout(submenu("b", line("c", "C"), check("d", true)))).contains(MenuIds.ROOT);
        assertThat(layout(submenu("b", line("c", "C")))).as("two parents").contains(MenuIds.ROOT);
    }

    private Optional<Integer> layout(TrayItem... items) {
        return MenuDiff.between(before, tree(items)).layout();
    }

    @Test
    void propertiesThatAreNoLongerThereAreNamed() {
        MenuNode was = new MenuNode(
                1, Map.of("label", new Variant<>("x"), "type", new Variant<>("y")), List.of(), Optional.empty());
        MenuNode is = new MenuNode(1, Map.of("label", new Variant<>("x")), List.of(), Optional.empty());

        MenuDiff diff = MenuDiff.between(new MenuTree(was, Map.of(1, was)), new MenuTree(is, Map.of(1, is)));

        assertThat(diff.removed()).isEqualTo(Map.of(1, List.of("type")));
        assertThat(diff.words()).isTrue();
    }
}
