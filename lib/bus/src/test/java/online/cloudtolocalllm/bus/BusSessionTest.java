package online.cloudtolocalllm.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.desktop.PrivateBus;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusSessionTest {

    private static final String PATH = "/org/example/Echo";

    @TempDir
    private Path folder;

    private PrivateBus bus;
    private BusSession ours;
    private BusSession theirs;
    private final EchoObject echo = new EchoObject();

    @BeforeEach
    void start() throws Exception {
        bus = PrivateBus.start(folder);
        ours = BusSession.connect(bus.address(), Until.LIMIT);
        theirs = BusSession.connect(bus.address(), Until.LIMIT);
        ours.export(PATH, echo);
    }

    @AfterEach
    void end() {
        theirs.close();
        ours.close();
        bus.close();
    }

    private Object[] ask(String method, String signature, Object... arguments) throws BusException {
        return theirs.call(ours.name(), PATH, EchoObject.TYPE, method, signature, arguments);
    }

    @Test
    void eachSessionHasItsName() {
        assertThat(ours.name()).startsWith(":").isNotEqualTo(theirs.name());
    }

    @Test
    void ourObjectsAreCalledWithWhatWasSentAndByWhom() throws Exception {
        Object[] reply = ask("Echo", "sib", "ä text", 7, true);

        assertThat(reply).containsExactly("ä text", 7, true);
        BusCall call = echo.calls.take();
        assertThat(call.sender()).isEqualTo(theirs.name());
        assertThat(call.signature()).isEqualTo("sib");
        assertThat(call.is(EchoObject.TYPE, "Echo", "sib")).isTrue();
        assertThat(call.is(EchoObject.TYPE, "Echo", "s")).isFalse();
    }

    @Test
    void treesAndEmptyListsComeThrough() throws Exception {
        Object[] reply = ask("Layout", "");

        assertThat(reply[0]).isEqualTo(new UInt32(1));
        Object[] root = Reply.fields(reply[1]);
        assertThat(root[0]).isEqualTo(0);
        List<?> children = (List<?>) root[2];
        assertThat(children).hasSize(2);
        Object[] second = Reply.fields(((Variant<?>) children.get(1)).getValue());
        assertThat(second[0]).isEqualTo(2);
        assertThat((List<?>) second[2]).isEmpty();
    }

    @Test
    void refusalsAndMistakesAreErrorsAndTheSessionGoesOn() throws Exception {
        assertThatExceptionOfType(BusException.class)
                .isThrownBy(() -> ask("Refuse", ""))
                .satisfies(e -> assertThat(e.error()).isEqualTo("org.example.Error.No"));
        assertThatExceptionOfType(BusException.class)
                .isThrownBy(() -> ask("Lie", ""))
                .satisfies(e -> assertThat(e.error()).isEqualTo("org.freedesktop.DBus.Error.InvalidArgs"));
        assertThatExceptionOfType(BusException.class)
                .isThrownBy(() -> ask("Other", ""))
                .satisfies(e -> assertThat(e.error()).isEqualTo("org.freedesktop.DBus.Error.UnknownMethod"));
        assertThatExceptionOfType(BusException.class)
                .isThrownBy(() -> theirs.call(ours.name(), "/elsewhere", EchoObject.TYPE, "Echo", ""))
                .satisfies(e -> assertThat(e.error()).isEqualTo("org.freedesktop.DBus.Error.UnknownObject"));

        assertThat(ask("Echo", "s", "still")).containsExactly("still");
    }

    @Test
    void aMistakeOfAnObjectIsReportedAndAnswered() throws Exception {
        BlockingQueue<Throwable> reported = new LinkedBlockingQueue<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, mistake) -> reported.add(mistake));
        try {
            assertThatExceptionOfType(BusException.class)
                    .isThrownBy(() -> ask("Fail", ""))
                    .satisfies(e -> assertThat(e.error()).isEqualTo("org.freedesktop.DBus.Error.Failed"));
            assertThat(reported.take()).hasMessage("a mistake");
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void propertiesAreReadAndNotSet() throws Exception {
        Object[] all =
                theirs.call(ours.name(), PATH, "org.freedesktop.DBus.Properties", "GetAll", "s", EchoObject.TYPE);
        Map<?, ?> values = (Map<?, ?>) all[0];
        assertThat(values).hasSize(4);
        Object[] pixmap = Reply.fields(((List<?>) value(values.get("Pixmaps"))).getFirst());
        assertThat(Reply.bytes(pixmap[2])).containsExactly(3, -4);

        Object[] one = theirs.call(
                ours.name(), PATH, "org.freedesktop.DBus.Properties", "Get", "ss", EchoObject.TYPE, "Title");
        assertThat(((Variant<?>) one[0]).getValue()).isEqualTo("an echo");

        assertThatExceptionOfType(BusException.class)
                .isThrownBy(() -> theirs.call(
                        ours.name(), PATH, "org.freedesktop.DBus.Properties", "Get", "ss", EchoObject.TYPE, "None"))
                .satisfies(e -> assertThat(e.error()).endsWith(".UnknownProperty"));
        assertThatExceptionOfType(BusException.class)
                .isThrownBy(() -> theirs.call(
                        ours.name(),
                        PATH,
                        "org.freedesktop.DBus.Properties",
                        "Set",
                        "ssv",
                        EchoObject.TYPE,
                        "Title",
                        new Variant<>("x")))
                .satisfies(e -> assertThat(e.error()).endsWith(".PropertyReadOnly"));
    }

    private static Object value(@Nullable Object variant) {
        assertThat(variant).isInstanceOf(Variant.class);
        return variant instanceof Variant<?> found ? found.getValue() : "";
    }

    @Test
    void introspectionAndPingAreAnswered() throws Exception {
        theirs.call(ours.name(), "/", "org.freedesktop.DBus.Peer", "Ping", "");
        String object = String.valueOf(
                theirs.call(ours.name(), PATH, "org.freedesktop.DBus.Introspectable", "Introspect", "")[0]);
        String above = String.valueOf(
                theirs.call(ours.name(), "/org", "org.freedesktop.DBus.Introspectable", "Introspect", "")[0]);

        assertThat(object).contains("<interface name=\"org.example.Echo\">", "org.freedesktop.DBus.Properties");
        assertThat(above).contains("<node name=\"example\"/>").doesNotContain("<interface");
    }

    @Test
    void theReaderNeverWaitsForItselfButMayAsk() throws Exception {
        BlockingQueue<Object> found = new LinkedBlockingQueue<>();
        ours.follow("org.example.Any", owner -> {
            assertThatIllegalStateException()
                    .isThrownBy(() -> ours.call(theirs.name(), "/", "org.freedesktop.DBus.Peer", "Ping", ""));
            ours.ask("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetId", "")
                    .thenAccept(values -> found.add(values[0]));
        });

        assertThat(found.poll(20, TimeUnit.SECONDS)).isInstanceOf(String.class);
    }

    @Test
    void aPeerThatNeverAnswersCostsOneLimitAndNothingElse() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch stuck = new CountDownLatch(1);
        ours.follow("org.example.Any", owner -> {});
        ours.listen(new SignalRule(theirs.name(), "", "", ""), values -> {
            stuck.countDown();
            awaited(release);
        });
        theirs.emit(PATH, EchoObject.TYPE, "Stop", "");
        awaited(stuck);
        Duration soon = Duration.ofMillis(200);
        try (BusSession hasty = BusSession.connect(bus.address(), new Limits(Until.LIMIT, soon, soon))) {
            assertThatExceptionOfType(BusException.class)
                    .isThrownBy(() -> hasty.call(ours.name(), PATH, EchoObject.TYPE, "Echo", "s", "x"))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(BusException.Kind.SILENT));
            CompletionStage<Object[]> asked = hasty.ask(ours.name(), PATH, EchoObject.TYPE, "Echo", "s", "x");
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> asked.toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .withCauseInstanceOf(BusException.class);
            release.countDown();
            assertThat(Until.holds(Until.LIMIT, () -> answers(hasty)))
                    .as("the session goes on")
                    .isTrue();
        } finally {
            release.countDown();
        }
    }

    /** Within a limit that a busy machine may miss. */
    private boolean answers(BusSession session) {
        try {
            session.call(theirs.name(), "/", "org.freedesktop.DBus.Peer", "Ping", "");
            return true;
        } catch (BusException late) {
            return false;
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void nobodyOffersItIsSaidSo() {
        assertThatExceptionOfType(BusException.class)
                .isThrownBy(() -> ours.call("org.example.Nobody", "/", "org.example.X", "Y", ""))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(BusException.Kind.NO_SERVICE));
    }

    @Test
    void whenTheBusDiesWhoWaitsIsToldAndSendingIsQuiet() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        theirs.listen(new SignalRule(ours.name(), "", "", ""), values -> awaited(release));
        ours.emit(PATH, EchoObject.TYPE, "Stop", "");
        CompletableFuture<Object[]> waiting =
                ours.ask(theirs.name(), PATH, EchoObject.TYPE, "Echo", "s", "x").toCompletableFuture();
        bus.kill();

        ours.ended().toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> waiting.get(20, TimeUnit.SECONDS))
                .satisfies(e -> assertThat(e.getCause())
                        .isInstanceOfSatisfying(BusException.class, lost -> assertThat(lost.kind())
                                .isEqualTo(BusException.Kind.LOST)));
        ours.emit(PATH, EchoObject.TYPE, "Said", "");
        assertThatExceptionOfType(BusException.class)
                .isThrownBy(() -> ours.call("org.example.Nobody", "/", "org.example.X", "Y", ""))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(BusException.Kind.LOST));
        release.countDown();
    }

    @Test
    void closingFromTheReaderEndsIt() throws Exception {
        ours.listen(new SignalRule(theirs.name(), "", "", ""), values -> ours.close());
        theirs.emit(PATH, EchoObject.TYPE, "Bye", "");

        ours.ended().toCompletableFuture().get(20, TimeUnit.SECONDS);
        ours.close();
    }
}
