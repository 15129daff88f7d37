package online.cloudtolocalllm.daemon.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import online.cloudtolocalllm.config.daemon.DesktopSettings;
import online.cloudtolocalllm.protocol.status.TrayState;
import online.cloudtolocalllm.tray.Notice;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.Tray;
import online.cloudtolocalllm.tray.TrayCommand;
import online.cloudtolocalllm.tray.TrayIcon;
import online.cloudtolocalllm.tray.TrayMenu;
import online.cloudtolocalllm.tray.TrayPicture;
import org.junit.jupiter.api.Test;

/** The desktop is open while something is to be shown there. */
class DesktopSwitchTest {

    private static final TrayPicture PICTURE =
            new TrayPicture(TrayIcon.LOCAL, "Serving locally", "", new TrayMenu(List.of()));
    private static final Notice NOTICE =
            new Notice("a", Notice.Urgency.LOW, "title", "text", Optional.empty(), List.of());

    private final List<FakeScreen> screens = new ArrayList<>();
    private final List<TrayState> told = new ArrayList<>();
    private final List<TrayCommand> chosen = new ArrayList<>();
    private final AtomicInteger redraws = new AtomicInteger();
    private final DesktopSwitch desktop = new DesktopSwitch(
            listener -> {
                screens.add(new FakeScreen(listener));
                return screens.getLast();
            },
            new Tray.Listener() {
                @Override
                public void chosen(TrayCommand command) {
                    chosen.add(command);
                }

                @Override
                public void activated() {
                    chosen.add(new TrayCommand.ShowChat());
                }

                @Override
                public void changed(TrayState state, String why) {
                    told.add(state);
                }
            },
            redraws::incrementAndGet,
            new Alarms().threads());

    private void want(boolean tray, boolean notifications) {
        desktop.want(new DesktopSettings(tray, DesktopSettings.Panel.DARK, notifications));
    }

    @Test
    void nothingIsOpenedThatNobodyWants() {
        want(false, false);
        desktop.show(PICTURE);
        desktop.show(NOTICE);
        assertThat(screens).isEmpty();
        assertThat(desktop.showsTray()).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void aTrayIsDrawnWhenItIsOpen() {
        want(true, false);
        assertThat(screens).hasSize(1);
        assertThat(redraws).hasValue(1);
        assertThat(screens.getFirst().tones).containsExactly(PanelTone.DARK);
        desktop.show(PICTURE);
        desktop.show(NOTICE);
        assertThat(screens.getFirst().pictures).containsExactly(PICTURE);
        assertThat(screens.getFirst().notices).containsExactly(NOTICE);
        screens.getFirst().listener.changed(TrayState.SHOWN, "");
        assertThat(told).containsExactly(TrayState.SHOWN);
    }

    @Test
    void notificationsNeedNoIcon() {
        want(false, true);
        desktop.show(PICTURE);
        desktop.show(NOTICE);
        assertThat(screens.getFirst().pictures).isEmpty();
        assertThat(screens.getFirst().notices).containsExactly(NOTICE);
        screens.getFirst().listener.changed(TrayState.NO_PANEL, "nobody asked");
        assertThat(told).isEmpty();
        screens.getFirst().listener.chosen(new TrayCommand.PauseAll(true));
        assertThat(chosen).containsExactly(new TrayCommand.PauseAll(true));
    }

    @Test
    void theIconGoesAndComesWithItsSetting() {
        want(true, true);
        FakeScreen first = screens.getFirst();
        first.listener.changed(TrayState.SHOWN, "");
        want(false, true);
        assertThat(first.closed).isTrue();
        assertThat(screens).hasSize(2);
        first.listener.changed(TrayState.NO_DESKTOP, "it was closed");
        assertThat(told).containsExactly(TrayState.SHOWN, TrayState.OFF);
        want(false, false);
        assertThat(screens.getLast().closed).isTrue();
        assertThat(told).hasSize(2);
        want(true, false);
        assertThat(screens).hasSize(3);
        want(true, true);
        assertThat(screens).hasSize(3);
        assertThat(screens.getLast().closed).isFalse();
    }

    @Test
    void closedItShowsNothing() {
        want(true, true);
        desktop.close();
        assertThat(screens.getFirst().closed).isTrue();
        want(true, true);
        desktop.show(PICTURE);
        assertThat(screens).hasSize(1);
        assertThat(screens.getFirst().pictures).isEmpty();
    }
}
