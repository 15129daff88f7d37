package online.cloudtolocalllm.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.desktop.PrivateBus;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsPortalTest {

    private static final String BUS = "org.freedesktop.DBus";
    private static final String NAME = "org.freedesktop.portal.Desktop";
    private static final String PATH = "/org/freedesktop/portal/desktop";
    private static final String TYPE = "org.freedesktop.portal.Settings";
    private static final String GROUP = "org.freedesktop.appearance";
    private static final long DARK = 1;
    private static final long LIGHT = 2;
    /** After that a portal counts as silent; the bus itself must answer within it. */
    private static final Duration SOON = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    private PrivateBus bus;
    private Optional<BusSession> ours = Optional.empty();
    private final BlockingQueue<ColorScheme> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<Thread> by = new LinkedBlockingQueue<>();
    private final BlockingQueue<Again> agains = new LinkedBlockingQueue<>();

    private record Again(Duration pause, Runnable question) {}

    @BeforeEach
    void start() throws Exception {
        bus = PrivateBus.start(folder);
    }

    @AfterEach
    void end() {
        ours.ifPresent(BusSession::close);
        bus.close();
    }

    private void follow(Duration answer) throws BusException {
        BusSession session = BusSession.connect(bus.address(), new Limits(Until.LIMIT, Until.LIMIT, answer));
        ours = Optional.of(session);
        new SettingsPortal(
                        scheme -> {
                            by.add(Thread.currentThread());
                            told.add(scheme);
                        },
                        (pause, question) -> agains.add(new Again(pause, question)))
                .connected(session);
    }

    private void follow() throws BusException {
        follow(Until.LIMIT);
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        return Optional.ofNullable(queue.poll(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                .orElseThrow(() -> new AssertionError("nothing came"));
    }

    private enum Age {
        NEW,
        /** Does not know how to be asked for one value. */
        OLD,
        /** Knows of no such setting. */
        WITHOUT
    }

    /** A portal with an opinion, which answers once it was released. */
    private record Portal(long scheme, Age age, CountDownLatch released) implements BusObject {

        @Override
        public String introspection() {
            return "";
        }

        @Override
        public Map<String, Variant<?>> properties(String type) {
            return Map.of();
        }

        @Override
        public BusAnswer answer(BusCall call) {
            Variant<UInt32> value = new Variant<>(new UInt32(scheme));
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (!call.arguments().equals(List.of(GROUP, "color-scheme")) || age == Age.WITHOUT) {
                return BusAnswer.unknown(call);
            } else if (call.is(TYPE, "ReadOne", "ss") && age == Age.NEW) {
                return BusAnswer.of("v", value);
            } else if (call.is(TYPE, "Read", "ss")) {
                return BusAnswer.of("v", new Variant<>(value, "v"));
            }
            return BusAnswer.unknown(call);
        }
    }

    private BusSession portal(long scheme, Age age, CountDownLatch released) throws Exception {
        BusSession session = BusSession.connect(bus.address(), Until.LIMIT);
        session.export(PATH, new Portal(scheme, age, released));
        session.own(NAME);
        return session;
    }

    private BusSession portal(long scheme, Age age) throws Exception {
        return portal(scheme, age, new CountDownLatch(0));
    }

    private static void change(BusSession portal, String group, String key, long value) {
        portal.emit(PATH, TYPE, "SettingChanged", "ssv", group, key, new Variant<>(new UInt32(value)));
    }

    @Test
    void thePortalSaysWhatItIs() throws Exception {
        try (BusSession portal = portal(LIGHT, Age.NEW)) {
            follow();

            assertThat(next(told)).isEqualTo(ColorScheme.LIGHT);
            assertThat(portal.name()).isNotEmpty();
        }
    }

    @Test
    void anOldPortalWrapsItsAnswerTwice() throws Exception {
        try (BusSession portal = portal(DARK, Age.OLD)) {
            follow();

            assertThat(next(told)).isEqualTo(ColorScheme.DARK);
            assertThat(portal.name()).isNotEmpty();
        }
    }

    @Test
    void everyChangeIsToldByTheThreadThatToldTheAnswer() throws Exception {
        try (BusSession portal = portal(0, Age.NEW)) {
            follow();
            assertThat(next(told)).isEqualTo(ColorScheme.NO_PREFERENCE);

            change(portal, GROUP, "accent-color", DARK);
            change(portal, GROUP, "color-scheme", LIGHT);
            assertThat(next(told)).isEqualTo(ColorScheme.LIGHT);
            change(portal, GROUP, "color-scheme", DARK);
            assertThat(next(told)).isEqualTo(ColorScheme.DARK);
            assertThat(Set.copyOf(by)).hasSize(1);
        }
    }

    @Test
    void whoIsNotThePortalIsNotHeard() throws Exception {
        try (BusSession portal = portal(0, Age.NEW);
                BusSession other = BusSession.connect(bus.address(), Until.LIMIT)) {
            follow();
            assertThat(next(told)).isEqualTo(ColorScheme.NO_PREFERENCE);

            change(other, GROUP, "color-scheme", DARK);
            // Answered after the bus has passed on what was sent before.
            other.call(portal.name(), "/", "org.freedesktop.DBus.Peer", "Ping", "");
            change(portal, GROUP, "color-scheme", LIGHT);
            assertThat(next(told)).isEqualTo(ColorScheme.LIGHT);
        }
    }

    @Test
    void whereThereIsNoPortalNothingIsToldUntilOneComes() throws Exception {
        follow();

        try (BusSession portal = portal(LIGHT, Age.NEW)) {
            assertThat(next(told)).isEqualTo(ColorScheme.LIGHT);
            assertThat(portal.name()).isNotEmpty();
        }
    }

    @Test
    void aRefusalTellsNothingAndChangesAreStillHeard() throws Exception {
        try (BusSession portal = portal(0, Age.WITHOUT)) {
            follow();
            change(portal, GROUP, "color-scheme", LIGHT);

            assertThat(next(told)).isEqualTo(ColorScheme.LIGHT);
            assertThat(told).isEmpty();
        }
    }

    @Test
    void aSilentPortalIsAskedAgainWithGrowingGaps() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        try (BusSession portal = portal(LIGHT, Age.NEW, released)) {
            follow(SOON);
            Again again = next(agains);
            for (int i = 0; i < 2; i++) {
                again.question.run();
                Again after = next(agains);
                assertThat(after.pause).isEqualTo(again.pause.multipliedBy(2));
                again = after;
            }
            assertThat(told).as("silence says nothing").isEmpty();
            released.countDown();
            portal.call(portal.name(), "/", "org.freedesktop.DBus.Peer", "Ping", "");
            again.question.run();

            assertThat(Until.holds(Until.LIMIT, this::askedUntilTold)).isTrue();
            assertThat(next(told)).isEqualTo(ColorScheme.LIGHT);
        } finally {
            released.countDown();
        }
    }

    /** An answer may be late once more. */
    private boolean askedUntilTold() {
        Again again = agains.poll();
        if (again != null) {
            again.question.run();
        }
        return !told.isEmpty();
    }

    @Test
    void aFormerPortalIsNotHeardAnyMore() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        try (BusSession former = portal(DARK, Age.NEW, released)) {
            follow();
            var left = former.ask(BUS, "/org/freedesktop/DBus", BUS, "ReleaseName", "s", NAME);
            try (BusSession portal = successor()) {
                assertThat(next(told)).isEqualTo(ColorScheme.LIGHT);
                released.countDown();
                // Heard after the answer was sent, and the ping is sent after that.
                assertThat(left.toCompletableFuture().get(Until.LIMIT.toSeconds(), TimeUnit.SECONDS))
                        .isNotEmpty();
                former.call(ours.orElseThrow().name(), "/", "org.freedesktop.DBus.Peer", "Ping", "");

                assertThat(told).isEmpty();
                assertThat(portal.name()).isNotEmpty();
            }
        } finally {
            released.countDown();
        }
    }

    /** Another portal, once the name is free. */
    private BusSession successor() throws Exception {
        BusSession session = BusSession.connect(bus.address(), Until.LIMIT);
        session.export(PATH, new Portal(LIGHT, Age.NEW, new CountDownLatch(0)));
        assertThat(Until.holds(Until.LIMIT, () -> owns(session))).isTrue();
        return session;
    }

    private static boolean owns(BusSession session) {
        try {
            session.own(NAME);
            return true;
        } catch (BusException taken) {
            return false;
        }
    }

    @Test
    void nobodyIsAskedOnceTheSessionHasEnded() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        try (BusSession portal = portal(LIGHT, Age.NEW, released)) {
            follow(SOON);
            Again again = next(agains);
            ours.ifPresent(BusSession::close);
            again.question.run();

            assertThat(agains).isEmpty();
            assertThat(told).isEmpty();
            assertThat(portal.name()).isNotEmpty();
        } finally {
            released.countDown();
        }
    }
}
