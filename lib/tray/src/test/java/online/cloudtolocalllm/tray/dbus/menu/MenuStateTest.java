package online.cloudtolocalllm.tray.dbus.menu;

import static online.cloudtolocalllm.tray.dbus.menu.Menus.line;
import static online.cloudtolocalllm.tray.dbus.menu.Menus.menu;
import static online.cloudtolocalllm.tray.dbus.menu.Menus.submenu;
import static online.cloudtolocalllm.tray.dbus.menu.Menus.written;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MenuStateTest {

    private final ManualClock clock = new ManualClock();
    private final MenuState state = new MenuState(clock);

    @BeforeEach
    void show() {
        state.show(menu(line("a", "A"), submenu("b", line("c", "C"))));
        assertThat(shown()).isEqualTo("A1 b2[C3]");
    }

    private String shown() {
        return written(state.view().tree().root());
    }

    /** Shows one with another line, and one with other words. */
    private void change() {
        state.show(menu(line("a", "A!"), line("d", "D"), submenu("b", line("c", "C"))));
    }

    private void assertHeldBack() {
        assertThat(shown()).isEqualTo("A!1 b2[C3]");
        assertThat(state.holdsBack()).isTrue();
    }

    private void assertShown() {
        assertThat(shown()).isEqualTo("A!1 D4 b2[C3]");
        assertThat(state.holdsBack()).isFalse();
    }

    @Test
    void aClosedMenuChangesAtOnce() {
        int before = state.view().revision();

        MenuState.Change change = state.show(menu(line("a", "A!"), line("d", "D"), submenu("b", line("c", "C"))));

        assertShown();
        assertThat(change.diff().layout()).contains(MenuIds.ROOT);
        assertThat(change.diff().words()).isTrue();
        assertThat(change.revision())
                .isEqualTo(before + 1)
                .isEqualTo(state.view().revision());
    }

    @Test
    void anOpenMenuChangesItsWordsAlone() {
        int before = state.view().revision();
        state.opened(MenuIds.ROOT);

        change();

        assertHeldBack();
        assertThat(state.view().revision()).isEqualTo(before);
        assertThat(state.closed(MenuIds.ROOT).diff().layout()).contains(MenuIds.ROOT);
        assertShown();
    }

    @Test
    void aMenuIsOpenWhileAPartOfItIs() {
        state.opened(MenuIds.ROOT);
        state.opened(2);
        change();

        state.closed(2);

        assertHeldBack();
    }

    @Test
    void closingTheMenuClosesItsParts() {
        state.opened(MenuIds.ROOT);
        state.opened(2);
        change();

        state.closed(MenuIds.ROOT);

        assertShown();
    }

    @Test
    void aMenuThatIsAboutToBeShownHasWhatWaitedFirst() {
        state.opened(2);
        change();

        assertThat(state.aboutToOpen().diff().layout()).isPresent();

        assertShown();
        state.show(menu(line("a", "A")));
        assertThat(shown()).as("now it is open").isEqualTo("A1 D4 b2[C3]");
    }

    @Test
    void whatAPanelForgetsToCloseCountsAsClosedAfterAMinute() {
        state.opened(2);
        clock.advance(Duration.ofSeconds(30));
        change();
        clock.advance(Duration.ofSeconds(29));
        state.settle();
        assertHeldBack();

        clock.advance(Duration.ofSeconds(1));
        state.settle();

        assertShown();
    }

    @Test
    void aMenuWhosePartsAreClosedMayBeClosedWithoutAWord() {
        state.aboutToOpen();
        state.opened(2);
        change();
        clock.advance(Duration.ofSeconds(20));
        state.closed(2);
        assertHeldBack();
        clock.advance(Duration.ofMillis(9_999));
        state.settle();
        assertHeldBack();

        clock.advance(Duration.ofMillis(1));
        state.settle();

        assertShown();
    }

    @Test
    void ofSeveralMenusThatWaitTheLastIsShown() {
        state.opened(MenuIds.ROOT);
        change();
        state.show(menu(line("a", "last")));
        assertThat(shown()).isEqualTo("last1 b2[C3]");

        state.allClosed();

        assertThat(shown()).isEqualTo("last1");
    }

    @Test
    void aMenuThatCameBackToItsOldLinesWaitsForNothing() {
        state.opened(MenuIds.ROOT);
        change();
        state.show(menu(line("a", "A"), submenu("b", line("c", "C"))));

        assertThat(state.holdsBack()).isFalse();
        assertThat(state.closed(MenuIds.ROOT).diff().layout()).isEmpty();
    }
}
