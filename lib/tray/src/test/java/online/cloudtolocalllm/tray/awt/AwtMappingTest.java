package online.cloudtolocalllm.tray.awt;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Image;
import java.awt.image.BaseMultiResolutionImage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.TrayCommand;
import online.cloudtolocalllm.tray.TrayIcon;
import online.cloudtolocalllm.tray.TrayItem;
import online.cloudtolocalllm.tray.TrayMenu;
import online.cloudtolocalllm.tray.TrayPicture;
import org.junit.jupiter.api.Test;

/** What of the tray of Windows and macOS can be seen without a display. */
class AwtMappingTest {

    private static final TrayCommand QUIT = new TrayCommand.QuitDaemon();
    private static final TrayMenu NO_MENU = new TrayMenu(List.of());

    @Test
    void labelsDoNotChangeTheShape() {
        assertThat(MenuShape.of(menu("2 ms", true, List.of("a"))))
                .isEqualTo(MenuShape.of(menu("88 ms", false, List.of("b"))));
    }

    @Test
    void linesThatComeAndGoDo() {
        MenuShape shape = MenuShape.of(menu("2 ms", true, List.of("a")));
        assertThat(MenuShape.of(menu("2 ms", true, List.of("a", "b")))).isNotEqualTo(shape);
        assertThat(MenuShape.of(new TrayMenu(List.of(new TrayItem.Text("c", "2 ms")))))
                .isNotEqualTo(shape);
    }

    @Test
    void whatIsInASubmenuIsNotTheSameBesideIt() {
        TrayItem.Text inner = new TrayItem.Text("i", "i");
        assertThat(MenuShape.of(new TrayMenu(List.of(new TrayItem.Submenu("s", "s", List.of(inner))))))
                .isNotEqualTo(MenuShape.of(
                        new TrayMenu(List.of(new TrayItem.Submenu("s", "s", List.of()), new TrayItem.Text("i", "i")))));
    }

    @Test
    void aCheckMarkIsAnotherKindOfLine() {
        TrayItem without = new TrayItem.Action("a", "a", QUIT);
        TrayItem with = new TrayItem.Action("a", "a", QUIT, true, Optional.of(false));
        assertThat(MenuShape.of(new TrayMenu(List.of(with))))
                .isNotEqualTo(MenuShape.of(new TrayMenu(List.of(without))));
    }

    private static TrayMenu menu(String label, boolean enabled, List<String> models) {
        return new TrayMenu(List.of(
                new TrayItem.Submenu(
                        "c",
                        label,
                        List.of(
                                new TrayItem.Text("c/state", label),
                                new TrayItem.Submenu(
                                        "c/models",
                                        "models",
                                        models.stream()
                                                .map(name -> (TrayItem)
                                                        new TrayItem.Text("c/models/" + models.indexOf(name), name))
                                                .toList()))),
                new TrayItem.Separator("line"),
                new TrayItem.Action("quit", label, QUIT, enabled, Optional.of(enabled))));
    }

    @Test
    void theTooltipHasAsManyWholeLinesAsFit() {
        assertThat(ShortTooltip.of(new TrayPicture(TrayIcon.IDLE, "Title", "", NO_MENU)))
                .isEqualTo("Title");
        assertThat(ShortTooltip.of(new TrayPicture(TrayIcon.IDLE, "Title", "one\ntwo", NO_MENU)))
                .isEqualTo("Title\none\ntwo");
        assertThat(ShortTooltip.of(new TrayPicture(TrayIcon.IDLE, "Title", "one\n" + "x".repeat(118) + "\n3", NO_MENU)))
                .isEqualTo("Title\none");
        assertThat(ShortTooltip.of(new TrayPicture(TrayIcon.IDLE, "t".repeat(200), "one", NO_MENU)))
                .hasSize(ShortTooltip.ROOM)
                .endsWith("t…");
    }

    @Test
    void theImageIsThereForFinePointsToo() {
        Image image = new IconImage(24).of(TrayIcon.LOCAL, PanelTone.LIGHT);
        assertThat(((BaseMultiResolutionImage) image).getResolutionVariants())
                .extracting(variant -> variant.getWidth(null))
                .containsExactly(24, 48);
        assertThat(new IconImage(0).of(TrayIcon.LOCAL, PanelTone.LIGHT).getWidth(null))
                .isEqualTo(16);
        assertThat(new IconImage(Integer.MAX_VALUE)
                        .of(TrayIcon.LOCAL, PanelTone.LIGHT)
                        .getWidth(null))
                .isEqualTo(256);
    }

    @Test
    void aClickIsAboutTheLatestNoticeForAWhile() {
        RecentClick click = new RecentClick();
        assertThat(click.take(0)).isEmpty();
        click.shown(Optional.of(QUIT), 5);
        assertThat(click.take(6)).contains(QUIT);
        assertThat(click.take(7)).isEmpty();
        click.shown(Optional.of(QUIT), 5);
        click.shown(Optional.empty(), 6);
        assertThat(click.take(7)).isEmpty();
        click.shown(Optional.of(QUIT), 5);
        assertThat(click.take(Duration.ofSeconds(31).toNanos())).isEmpty();
    }
}
