package online.cloudtolocalllm.tray.dbus;

import static online.cloudtolocalllm.tray.dbus.TrayFixture.OLLAMA;
import static online.cloudtolocalllm.tray.dbus.TrayFixture.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import online.cloudtolocalllm.tray.TrayCommand;
import online.cloudtolocalllm.tray.TrayIcon;
import online.cloudtolocalllm.tray.TrayItem;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MenuOnBusTest {

    private static final TrayItem MORE = new TrayItem.Action("ollama", "Start Ollama", new TrayCommand.StartOllama());

    @TempDir
    private Path folder;

    private TrayFixture fixture;
    private FakePanel panel;
    private PanelTypes.Menu menu;
    private String icon;

    @BeforeEach
    void start() throws Exception {
        fixture = new TrayFixture(folder);
        panel = FakePanel.start(fixture.address());
        show("Serving");
        icon = panel.awaitIcon();
        menu = panel.menu(icon);
        fixture.seen.awaitShown();
        panel.forgetSignals();
    }

    @AfterEach
    void end() {
        panel.close();
        fixture.close();
    }

    private void show(String label, TrayItem... more) {
        fixture.tray.show(picture(TrayIcon.LOCAL, label, more));
    }

    private PanelTypes.Line layout(int parent, int depth, String... names) {
        return menu.GetLayout(parent, depth, List.of(names)).line;
    }

    private static List<String> lines(PanelTypes.Line root) {
        List<String> lines = new ArrayList<>();
        collect(new Object[] {root.id, root.properties, root.children}, "", lines);
        return lines;
    }

    private static void collect(Object[] line, String indent, List<String> lines) {
        Map<?, ?> properties = (Map<?, ?>) line[1];
        Map<String, Object> plain = new TreeMap<>();
        properties.forEach((name, value) -> plain.put(name.toString(), ((Variant<?>) value).getValue()));
        lines.add(indent + line[0] + " " + plain);
        for (Object child : (List<?>) line[2]) {
            collect((Object[]) ((Variant<?>) child).getValue(), indent + "  ", lines);
        }
    }

    private static Variant<?> value(Map<?, ?> properties, String name) {
        return (Variant<?>) Objects.requireNonNull(properties.get(name));
    }

    @Test
    void theWholeMenuIsRead() {
        assertThat(lines(layout(0, -1)))
                .containsExactly(
                        "0 {children-display=submenu}",
                        "  1 {enabled=false, label=Serving}",
                        "  2 {type=separator}",
                        "  3 {children-display=submenu, enabled=true, label=● local__ollama  2 ms}",
                        "    4 {enabled=true, label=Prefer}",
                        "    5 {children-display=submenu, enabled=true, label=Models}",
                        "      6 {enabled=true, label=x__y}",
                        "  7 {enabled=true, label=Pause everything, toggle-state=0, toggle-type=checkmark}",
                        "  8 {enabled=false, label=Show CloudToLocalLLM}",
                        "  9 {enabled=true, label=Quit daemon}");
    }

    @Test
    void aPartOfItIsRead() {
        assertThat(lines(layout(3, 1, "label")))
                .containsExactly("3 {label=● local__ollama  2 ms}", "  4 {label=Prefer}", "  5 {label=Models}");
        assertThat(lines(layout(5, 0, "enabled", "unheard-of"))).containsExactly("5 {enabled=true}");
        assertThatExceptionOfType(DBusExecutionException.class).isThrownBy(() -> layout(77, -1));
    }

    @Test
    void propertiesAreReadInGroupsAndOneByOne() {
        assertThat(menu.GetGroupProperties(List.of(6, 77, 9), List.of("label")).stream()
                        .map(line -> line.id + " " + value(line.values, "label").getValue()))
                .containsExactly("6 x__y", "9 Quit daemon");
        assertThat(menu.GetGroupProperties(List.of(), List.of())).hasSize(10);
        assertThat(menu.GetProperty(7, "toggle-state").getValue()).isEqualTo(0);
        assertThatExceptionOfType(DBusExecutionException.class).isThrownBy(() -> menu.GetProperty(7, "icon-data"));
        assertThatExceptionOfType(DBusExecutionException.class).isThrownBy(() -> menu.GetProperty(77, "label"));
    }

    @Test
    void theMenuHasItsProperties() throws Exception {
        Map<String, Variant<?>> properties = panel.menuProperties(icon);

        assertThat(value(properties, "Version").getValue()).isEqualTo(new UInt32(3));
        assertThat(value(properties, "Status").getValue()).isEqualTo("normal");
        assertThat(value(properties, "TextDirection").getValue()).isEqualTo("ltr");
        assertThat(value(properties, "IconThemePath").getSig()).isEqualTo("as");
    }

    @Test
    void everyLineIsClicked() throws Exception {
        for (int id = 0; id <= 9; id++) {
            menu.Event(id, "clicked", new Variant<>(0), new UInt32(0));
        }
        menu.Event(9, "hovered", new Variant<>(""), new UInt32(0));
        assertThatExceptionOfType(DBusExecutionException.class)
                .isThrownBy(() -> menu.Event(10, "clicked", new Variant<>(0), new UInt32(0)));

        assertThat(fixture.seen.nextClick()).isEqualTo(new TrayCommand.Prefer(OLLAMA, true).toString());
        assertThat(fixture.seen.nextClick()).isEqualTo(new TrayCommand.Copy("x_y").toString());
        assertThat(fixture.seen.nextClick()).isEqualTo(new TrayCommand.PauseAll(true).toString());
        assertThat(fixture.seen.nextClick()).isEqualTo(new TrayCommand.QuitDaemon().toString());
        assertThat(fixture.seen.rest()).isEmpty();
    }

    @Test
    void eventsComeInGroups() throws Exception {
        assertThat(menu.EventGroup(List.of(
                        new PanelTypes.Event(3, "opened"),
                        new PanelTypes.Event(77, "clicked"),
                        new PanelTypes.Event(9, "clicked"))))
                .containsExactly(77);
        assertThat(fixture.seen.nextClick()).isEqualTo("QuitDaemon[]");
        assertThatExceptionOfType(DBusExecutionException.class)
                .isThrownBy(() -> menu.EventGroup(List.of(new PanelTypes.Event(77, "clicked"))));
        assertThat(menu.EventGroup(List.of())).isEmpty();
    }

    @Test
    void aPanelThatTurnsACheckMarkRoundIsToldWhatHolds() throws Exception {
        menu.Event(7, "clicked", new Variant<>(0), new UInt32(0));

        Object[] values = panel.awaitSignal("ItemsPropertiesUpdated");

        Object[] line = (Object[]) ((List<?>) values[0]).getFirst();
        assertThat(line[0]).isEqualTo(7);
        assertThat(value((Map<?, ?>) line[1], "toggle-state").getValue()).isEqualTo(0);
    }

    @Test
    void otherWordsAreToldAndNoLayout() throws Exception {
        show("Serving slowly");

        Object[] values = panel.awaitSignal("ItemsPropertiesUpdated");

        Object[] line = (Object[]) ((List<?>) values[0]).getFirst();
        assertThat(line[0]).isEqualTo(1);
        assertThat((List<?>) values[1]).isEmpty();
        show("Serving slowly", MORE);
        Object[] layout = panel.awaitSignal("LayoutUpdated");
        assertThat(layout[1]).isEqualTo(0);
        assertThat(menu.GetLayout(0, -1, List.of()).revision).isEqualTo(layout[0]);
    }

    @Test
    void linesWaitWhileTheMenuIsOpen() throws Exception {
        assertThat(menu.AboutToShow(0)).isFalse();
        menu.Event(0, "opened", new Variant<>(0), new UInt32(0));
        show("Now", MORE);
        panel.awaitSignal("ItemsPropertiesUpdated");
        assertThat(menu.GetProperty(1, "label").getValue()).isEqualTo("Now");
        assertThat(layout(0, 1).children).hasSize(6);

        menu.Event(0, "closed", new Variant<>(0), new UInt32(0));

        panel.awaitSignal("LayoutUpdated");
        assertThat(layout(0, 1).children).hasSize(7);
    }

    @Test
    void aMenuThatIsOpenedAgainIsTheNewOne() throws Exception {
        menu.AboutToShow(0);
        show("Now", MORE);
        panel.awaitSignal("ItemsPropertiesUpdated");

        PanelTypes.ShowGroup<List<Integer>, List<Integer>> answer = menu.AboutToShowGroup(List.of(3, 77, 0));

        assertThat(answer.changed).containsExactly(0);
        assertThat(answer.unknown).containsExactly(77);
        assertThat(layout(0, 1).children).hasSize(7);
    }

    @Test
    void aClickClosesTheMenu() throws Exception {
        menu.AboutToShow(0);
        show("Now", MORE);
        panel.awaitSignal("ItemsPropertiesUpdated");

        menu.Event(4, "clicked", new Variant<>(0), new UInt32(0));

        panel.awaitSignal("LayoutUpdated");
        assertThat(layout(0, 1).children).hasSize(7);
    }

    @Test
    void aPanelThatNeverClosesTheMenuIsNotWaitedForForEver() throws Exception {
        menu.Event(0, "opened", new Variant<>(0), new UInt32(0));
        show("Now", MORE);
        panel.awaitSignal("ItemsPropertiesUpdated");
        fixture.clock.advance(Duration.ofMinutes(1));

        show("And now", MORE);

        panel.awaitSignal("LayoutUpdated");
        assertThat(layout(0, 1).children).hasSize(7);
    }
}
