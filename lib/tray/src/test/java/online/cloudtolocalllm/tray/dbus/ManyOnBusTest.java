package online.cloudtolocalllm.tray.dbus;

import static online.cloudtolocalllm.tray.dbus.TrayFixture.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import online.cloudtolocalllm.testkit.ManualClock;
import online.cloudtolocalllm.tray.TrayCommand;
import online.cloudtolocalllm.tray.TrayIcon;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is on the bus says more than a panel does. */
class ManyOnBusTest {

    private static final String PAUSE = new TrayCommand.PauseAll(true).toString();
    private static final int PAUSE_LINE = 7;

    @TempDir
    private Path folder;

    private TrayFixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new TrayFixture(folder);
        fixture.tray.show(picture(TrayIcon.LOCAL, "Serving"));
        assertThat(fixture.seen.next()).isEqualTo(TrayFixture.NO_PANEL);
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    private PanelTypes.Menu menu(FakePanel panel) throws Exception {
        String icon = panel.awaitIcon();
        fixture.seen.awaitShown();
        return panel.menu(icon);
    }

    @Test
    void numbersThatComeAgainAndAgainAreAnsweredOnce() throws Exception {
        try (FakePanel panel = FakePanel.start(fixture.address())) {
            PanelTypes.Menu menu = menu(panel);

            assertThat(menu.GetGroupProperties(Collections.nCopies(10_000, PAUSE_LINE), List.of()))
                    .hasSize(1);
            PanelTypes.ShowGroup<List<Integer>, List<Integer>> answer =
                    menu.AboutToShowGroup(Collections.nCopies(10_000, 77));
            assertThat(answer.unknown).containsExactly(77);
            assertThat(menu.AboutToShowGroup(
                                    IntStream.range(1_000, 11_000).boxed().toList())
                            .unknown)
                    .hasSize(256);
        }
    }

    @Test
    void aLineIsClickedOnceByAGroupOfEvents() throws Exception {
        try (FakePanel panel = FakePanel.start(fixture.address())) {
            PanelTypes.Menu menu = menu(panel);

            menu.EventGroup(Collections.nCopies(1_000, new PanelTypes.Event(PAUSE_LINE, "clicked")));
            menu.Event(9, "clicked", new Variant<>(0), new UInt32(0));

            assertThat(fixture.seen.nextClick()).isEqualTo(PAUSE);
            assertThat(fixture.seen.nextClick()).isEqualTo("QuitDaemon[]");
            assertThatExceptionOfType(DBusExecutionException.class)
                    .isThrownBy(() -> menu.EventGroup(Collections.nCopies(100, new PanelTypes.Event(77, "clicked"))));
        }
    }

    @Test
    void eightClicksASecondCount() throws Exception {
        try (FakePanel panel = FakePanel.start(fixture.address())) {
            PanelTypes.Menu menu = menu(panel);
            for (int i = 0; i < 50; i++) {
                menu.Event(PAUSE_LINE, "clicked", new Variant<>(0), new UInt32(0));
            }
            fixture.clock.advance(Duration.ofSeconds(1));
            menu.Event(9, "clicked", new Variant<>(0), new UInt32(0));

            for (int i = 0; i < ClickPace.MOST; i++) {
                assertThat(fixture.seen.nextClick()).isEqualTo(PAUSE);
            }
            assertThat(fixture.seen.nextClick()).isEqualTo("QuitDaemon[]");
        }
    }

    @Test
    void clicksAreCountedInAnySecond() {
        ManualClock clock = new ManualClock();
        ClickPace pace = new ClickPace(clock);
        for (int i = 0; i < ClickPace.MOST; i++) {
            assertThat(pace.allows()).isTrue();
            clock.advance(Duration.ofMillis(100));
        }
        assertThat(pace.allows()).isFalse();
        clock.advance(Duration.ofMillis(200));
        assertThat(pace.allows()).isTrue();
        assertThat(pace.allows()).isFalse();
    }
}
