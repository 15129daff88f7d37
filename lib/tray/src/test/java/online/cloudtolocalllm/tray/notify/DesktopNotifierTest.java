package online.cloudtolocalllm.tray.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.bus.BusException;
import online.cloudtolocalllm.bus.BusSession;
import online.cloudtolocalllm.bus.LastingBus;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.testkit.ManualClock;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.desktop.PrivateBus;
import online.cloudtolocalllm.tray.Notice;
import online.cloudtolocalllm.tray.TrayCommand;
import org.freedesktop.dbus.types.UInt32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopNotifierTest {

    private static final TrayCommand TEST = new TrayCommand.Test(new ConnectionId("gpu_box"));
    private static final TrayCommand OPEN = new TrayCommand.OpenSettings("status");
    private static final Notice LOST = new Notice(
            "gpu_box",
            Notice.Urgency.NORMAL,
            "gpu_box is down",
            "Reason: <b>no route</b> & more.",
            Optional.of(OPEN),
            List.of(new Notice.Choice("Test", TEST)));

    @TempDir
    Path folder;

    private final BlockingQueue<TrayCommand> chosen = new LinkedBlockingQueue<>();
    private final BlockingQueue<Boolean> connections = new LinkedBlockingQueue<>();
    private final ManualClock clock = new ManualClock();
    private PrivateBus bus;
    private DesktopNotifier notifier;
    private LastingBus lasting;

    @BeforeEach
    void open() throws Exception {
        bus = PrivateBus.start(folder);
        notifier = new DesktopNotifier(chosen::add, clock);
        lasting = LastingBus.open(() -> Optional.of(bus.address()), new LastingBus.User() {
            @Override
            public void connected(BusSession session) throws BusException {
                notifier.connected(session);
                connections.add(true);
            }

            @Override
            public void unavailable(String why) {
                notifier.unavailable(why);
                connections.add(false);
            }
        });
        assertThat(connection()).isTrue();
    }

    private Boolean connection() throws InterruptedException {
        return connections.poll(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private TrayCommand nextChosen() throws InterruptedException {
        return chosen.poll(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void close() {
        notifier.close();
        lasting.close();
        bus.close();
    }

    private static Notice about(String subject, String title) {
        return new Notice(subject, Notice.Urgency.LOW, title, "", Optional.empty(), List.of());
    }

    @Test
    void showsAllOfANotice() throws Exception {
        try (NoticeServer server = NoticeServer.start(bus.address(), "body", "body-markup", "actions")) {
            notifier.show(LOST);

            NoticeServer.Shown shown = server.next();
            assertThat(shown.replaces()).isZero();
            assertThat(shown.title()).isEqualTo("gpu_box is down");
            assertThat(shown.body()).isEqualTo("Reason: &lt;b&gt;no route&lt;/b&gt; &amp; more.");
            assertThat(shown.actions().stream().map(Object::toString)).containsExactly("default", "Open", "0", "Test");
            assertThat(shown.hint("urgency").getValue()).isEqualTo((byte) 1);
            assertThat(shown.hint("desktop-entry").getValue()).isEqualTo("cloudtolocalllm");
            assertThat(shown.hint("image-data").getSig()).isEqualTo("(iiibiiay)");
        }
    }

    @Test
    void aServerThatCanDoLittleGetsLittle() throws Exception {
        try (NoticeServer server = NoticeServer.start(bus.address(), "body")) {
            notifier.show(LOST);

            NoticeServer.Shown shown = server.next();
            assertThat(shown.body()).isEqualTo(LOST.text());
            assertThat(shown.actions()).isEmpty();
        }
    }

    @Test
    void aNoticeTakesThePlaceOfTheOneBeforeAboutTheSame() throws Exception {
        try (NoticeServer server = NoticeServer.start(bus.address(), "body")) {
            notifier.show(about("a", "a is down"));
            long first = server.next().number();
            notifier.show(about("b", "b is down"));
            notifier.show(about("a", "a is up again"));

            assertThat(server.next().title()).isEqualTo("b is down");
            NoticeServer.Shown third = server.next();
            assertThat(third.title()).isEqualTo("a is up again");
            assertThat(third.replaces()).isEqualTo(first);
        }
    }

    @Test
    void whatIsChosenIsDone() throws Exception {
        try (NoticeServer server = NoticeServer.start(bus.address(), "actions")) {
            notifier.show(LOST);
            long number = server.next().number();
            server.choose(number + 1, "0");
            server.choose(number, "7");
            server.choose(number, "no key");
            server.choose(number, "0");
            server.choose(number, "default");

            assertThat(nextChosen()).isEqualTo(TEST);
            assertThat(nextChosen()).isEqualTo(OPEN);
            assertThat(chosen).isEmpty();
        }
    }

    @Test
    void whatWasDismissedIsShownAnew() throws Exception {
        try (NoticeServer server = NoticeServer.start(bus.address(), "actions")) {
            notifier.show(LOST);
            long number = server.next().number();
            server.dismiss(number);
            server.choose(number, "0");
            notifier.show(about("marker", "marker"));
            server.choose(server.next().number(), "0");
            notifier.show(LOST);

            NoticeServer.Shown again = server.next();
            assertThat(again.replaces()).isZero();
            assertThat(chosen).isEmpty();
        }
    }

    @Test
    void anyoneElseCannotChoose() throws Exception {
        try (NoticeServer server = NoticeServer.start(bus.address(), "actions");
                BusSession stranger = BusSession.connect(bus.address(), Duration.ofSeconds(20))) {
            notifier.show(LOST);
            long number = server.next().number();
            stranger.emit(
                    "/org/freedesktop/Notifications",
                    NoticeServer.NAME,
                    "ActionInvoked",
                    "us",
                    new UInt32(number),
                    "0");
            stranger.call("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "GetId", "");
            server.choose(number, "default");

            assertThat(nextChosen()).isEqualTo(OPEN);
        }
    }

    @Test
    void whatNobodyCouldShowIsShownWhenThereIsAServer() throws Exception {
        notifier.show(about("a", "old"));
        notifier.show(LOST);
        clock.advance(Duration.ofMinutes(1));
        notifier.show(about("a", "new"));

        try (NoticeServer server = NoticeServer.start(bus.address(), "body")) {
            assertThat(List.of(server.next().title(), server.next().title()))
                    .containsExactlyInAnyOrder("gpu_box is down", "new");
        }
    }

    @Test
    void whatIsNoNewsAnyMoreIsNotShown() throws Exception {
        notifier.show(LOST);
        clock.advance(WaitingNotices.FRESH.plusSeconds(1));
        notifier.show(about("a", "new"));

        try (NoticeServer server = NoticeServer.start(bus.address(), "body")) {
            assertThat(server.next().title()).isEqualTo("new");
        }
    }

    @Test
    void anotherServerGetsNoNumbersOfTheOneBefore() throws Exception {
        try (NoticeServer server = NoticeServer.start(bus.address(), "actions")) {
            notifier.show(LOST);
            assertThat(server.next().number()).isEqualTo(1);
        }
        try (NoticeServer server = NoticeServer.start(bus.address())) {
            notifier.show(about("new", "new"));
            server.next();
            notifier.show(LOST);

            NoticeServer.Shown shown = server.next();
            assertThat(shown.replaces()).isZero();
            assertThat(shown.actions()).isEmpty();
            assertThat(shown.number()).isEqualTo(2);
            server.choose(1, "0");
            server.choose(2, "0");
            assertThat(nextChosen()).isEqualTo(TEST);
            assertThat(chosen).isEmpty();
        }
    }

    @Test
    void aRefusalHoldsUpNothing() throws Exception {
        try (NoticeServer server = NoticeServer.start(bus.address(), "body")) {
            server.refuse("refused");
            notifier.show(about("a", "refused"));
            notifier.show(about("b", "taken"));

            assertThat(server.next().title()).isEqualTo("taken");
        }
    }

    @Test
    void aServerThatTakesOverWithoutAGapGetsWhatTheOneBeforeDidNotShow() throws Exception {
        NoticeServer before = NoticeServer.start(bus.address(), "body");
        try (NoticeServer server = NoticeServer.successor(bus.address(), "body")) {
            before.hold("a is down");
            notifier.show(about("a", "a is down"));
            assertThat(before.isHolding()).isTrue();
            before.close();

            notifier.show(about("b", "b is down"));
            assertThat(List.of(server.next().title(), server.next().title()))
                    .containsExactlyInAnyOrder("a is down", "b is down");
        } finally {
            before.close();
        }
    }

    @Test
    void afterALostCallTheNextNoticeTriesAgain() throws Exception {
        try (NoticeServer server = NoticeServer.start(bus.address(), "body")) {
            server.lose("a is down");
            notifier.show(about("a", "a is down"));
            assertThat(Until.holds(Until.LIMIT, server::hasLost)).isTrue();
            notifier.show(about("b", "b is down"));
            assertThat(List.of(server.next().title(), server.next().title()))
                    .containsExactlyInAnyOrder("a is down", "b is down");
        }
    }

    @Test
    void theBusDiesAndComesBack() throws Exception {
        bus.kill();
        assertThat(connection()).isFalse();
        notifier.show(LOST);
        bus = PrivateBus.start(folder);
        try (NoticeServer server = NoticeServer.start(bus.address(), "body")) {
            assertThat(server.next().title()).isEqualTo("gpu_box is down");
        }
    }

    @Test
    void whatIsShownGoesWithTheNotifier() throws Exception {
        try (NoticeServer server = NoticeServer.start(bus.address(), "actions")) {
            notifier.show(LOST);
            long number = server.next().number();
            // Shown after the other's number had come.
            notifier.show(about("marker", "marker"));
            server.next();
            notifier.close();
            notifier.show(LOST);

            assertThat(server.closes(number)).isTrue();
            assertThat(notifier.withdrawn()).succeedsWithin(Until.LIMIT);
            assertThat(server.isIdle()).isTrue();
        }
    }
}
