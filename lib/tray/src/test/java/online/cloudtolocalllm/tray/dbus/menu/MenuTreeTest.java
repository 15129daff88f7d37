package online.cloudtolocalllm.tray.dbus.menu;

import static online.cloudtolocalllm.tray.dbus.menu.Menus.check;
import static online.cloudtolocalllm.tray.dbus.menu.Menus.line;
import static online.cloudtolocalllm.tray.dbus.menu.Menus.menu;
import static online.cloudtolocalllm.tray.dbus.menu.Menus.off;
import static online.cloudtolocalllm.tray.dbus.menu.Menus.separator;
import static online.cloudtolocalllm.tray.dbus.menu.Menus.submenu;
import static online.cloudtolocalllm.tray.dbus.menu.Menus.text;
import static online.cloudtolocalllm.tray.dbus.menu.Menus.written;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import online.cloudtolocalllm.tray.TrayCommand;
import online.cloudtolocalllm.tray.TrayItem;
import online.cloudtolocalllm.tray.TrayMenu;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MenuTreeTest {

    private final MenuIds ids = new MenuIds();

    private MenuTree tree(TrayItem... items) {
        return MenuTree.of(menu(items), ids);
    }

    private static Map<String, Object> properties(MenuNode node) {
        return node.properties().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, property -> property.getValue().getValue()));
    }

    @Test
    void everyKindOfLineHasItsProperties() {
        MenuTree tree = tree(
                text("a", "A text"),
                separator("b"),
                line("c", "C"),
                check("d", true),
                off("e"),
                submenu("f", line("g", "G")));

        assertThat(tree.root().children().stream().map(MenuTreeTest::properties))
                .containsExactly(
                        Map.of("label", "A text", "enabled", false),
                        Map.of("type", "separator"),
                        Map.of("label", "C", "enabled", true),
                        Map.of("label", "d", "enabled", true, "toggle-type", "checkmark", "toggle-state", 1),
                        Map.of("label", "e", "enabled", false),
                        Map.of("label", "f", "enabled", true, "children-display", "submenu"));
        assertThat(properties(tree.root())).isEqualTo(Map.of("children-display", "submenu"));
    }

    @Test
    void onlyLinesThatCanBeChosenHaveACommand() {
        MenuTree tree = tree(text("a", "A"), line("b", "B"), off("c"), submenu("d", line("e", "E")));

        assertThat(tree.nodes().values().stream().flatMap(node -> node.command().stream()))
                .containsExactlyInAnyOrder(new TrayCommand.Copy("B"), new TrayCommand.Copy("E"));
    }

    @ParameterizedTest
    @CsvSource({"local_ollama, local__ollama", "__, ____", "a & b <i>, a & b <i>", "_, __", "plain, plain"})
    void anUnderscoreIsWrittenTwice(String label, String escaped) {
        assertThat(MenuTree.escaped(label)).isEqualTo(escaped);
    }

    @Test
    void anEmptySubmenuIsALineThatCannotBeChosen() {
        MenuTree tree = tree(submenu("a"));

        assertThat(properties(tree.root().children().getFirst())).isEqualTo(Map.of("label", "a", "enabled", false));
    }

    @Test
    void linesKeepTheirNumbersWhereverTheyGo() {
        assertThat(written(tree(line("a", "A"), submenu("b", line("c", "C"))).root()))
                .isEqualTo("A1 b2[C3]");
        assertThat(written(tree(submenu("b", line("d", "D"), line("c", "C2")), line("a", "AA"))
                        .root()))
                .isEqualTo("b2[D4 C23] AA1");
    }

    @Test
    void noLineGetsTheNumberOfOneThatHasGone() {
        tree(line("a", "A"));
        tree();

        assertThat(written(tree(line("b", "B"), line("a", "A")).root())).isEqualTo("B2 A3");
    }

    @Test
    void aLineOfAnotherKindIsAnotherLine() {
        tree(line("a", "A"));

        assertThat(written(tree(check("a", false)).root())).isEqualTo("a2");
        assertThat(written(tree(separator("a")).root())).isEqualTo("-3");
        assertThat(written(tree(submenu("a", text("b", "B"))).root())).isEqualTo("a4[B5]");
        assertThat(written(tree(text("a", "A")).root())).isEqualTo("A6");
        assertThat(written(tree(line("a", "A")).root()))
                .as("a text that can be chosen")
                .isEqualTo("A6");
    }

    @Test
    void linesWithTheSameKeyAreTwo() {
        assertThat(tree(line("a", "A"), line("a", "B"), line("a again", "C")).nodes())
                .hasSize(4);
    }

    @Test
    void aLayoutHasTheDepthAndThePropertiesThatWereAskedFor() {
        MenuNode root = tree(submenu("a", submenu("b", line("c", "C")))).root();

        assertThat(depth(root.layout(-1, List.of()))).isEqualTo(3);
        assertThat(depth(root.layout(0, List.of()))).isEqualTo(0);
        assertThat(depth(root.layout(2, List.of()))).isEqualTo(2);
        Object[] first =
                (Object[]) ((Variant<?>) ((List<?>) root.layout(1, List.of("label", "icon"))[2]).getFirst()).getValue();
        assertThat(first[1]).isEqualTo(Map.of("label", new Variant<>("a")));
    }

    private static int depth(Object[] layout) {
        return ((List<?>) layout[2])
                .stream()
                        .mapToInt(child -> 1 + depth((Object[]) ((Variant<?>) child).getValue()))
                        .max()
                        .orElse(0);
    }

    @Test
    void aRestyledMenuHasOldLinesWithNewWords() {
        MenuTree old = tree(line("a", "A"), submenu("b", line("c", "C"), line("d", "D")));
        MenuTree newer =
                MenuTree.of(new TrayMenu(List.of(submenu("b", line("d", "D!"), line("e", "E")), line("a", "A!"))), ids);

        MenuTree restyled = old.restyled(newer);

        assertThat(written(restyled.root())).isEqualTo("A!1 b2[C3 D!4]");
        assertThat(restyled.node(4).orElseThrow().command()).contains(new TrayCommand.Copy("D!"));
    }
}
