package online.cloudtolocalllm.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.desktop.PrivateBus;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeMessagesTest {

    private static final String PATH = "/org/example/Echo";
    private static final String LARGE = "x".repeat(Frames.MOST_UNASKED);

    @TempDir
    private Path folder;

    private PrivateBus bus;
    private BusSession ours;
    private BusSession theirs;

    @BeforeEach
    void start() throws Exception {
        bus = PrivateBus.start(folder);
        ours = BusSession.connect(bus.address(), Until.LIMIT);
        theirs = BusSession.connect(bus.address(), Until.LIMIT);
        theirs.export(PATH, new Talker());
    }

    @AfterEach
    void end() {
        theirs.close();
        ours.close();
        bus.close();
    }

    /** Answers with as many bytes as it is asked for. */
    private static final class Talker implements BusObject {

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
            return BusAnswer.of("ay", new byte[(Integer) call.arguments().getFirst()]);
        }
    }

    @Test
    void aCallThatIsTooLargeIsRefusedAndTheSessionGoesOn() throws Exception {
        EchoObject echo = new EchoObject();
        ours.export(PATH, echo);

        assertThatExceptionOfType(BusException.class)
                .isThrownBy(() -> theirs.call(ours.name(), PATH, EchoObject.TYPE, "Echo", "s", LARGE))
                .satisfies(e -> assertThat(e.error()).isEqualTo("org.freedesktop.DBus.Error.LimitsExceeded"));

        assertThat(echo.calls).isEmpty();
        assertThat(theirs.call(ours.name(), PATH, EchoObject.TYPE, "Echo", "s", "still"))
                .containsExactly("still");
    }

    @Test
    void callsWithALargeHeaderArePassedOverHoweverManyTheyAre() throws Exception {
        EchoObject echo = new EchoObject();
        ours.export(PATH, echo);

        for (int i = 0; i < 40; i++) {
            theirs.ask(ours.name(), "/" + LARGE, EchoObject.TYPE, "Echo", "s", "large");
        }

        assertThat(theirs.call(ours.name(), PATH, EchoObject.TYPE, "Echo", "s", "still"))
                .containsExactly("still");
        assertThat(echo.calls).hasSize(1);
    }

    @Test
    void anAnswerThatIsTooLargeIsAFailureOfThatCallOnly() throws Exception {
        int most = Frames.MOST_ANSWERED - Integer.BYTES;
        assertThatExceptionOfType(BusException.class)
                .isThrownBy(() -> ours.call(theirs.name(), PATH, EchoObject.TYPE, "Say", "i", most + 1))
                .withMessage("a message of 1048577 bytes is too large")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(BusException.Kind.STRANGE));

        Object[] whole = ours.call(theirs.name(), PATH, EchoObject.TYPE, "Say", "i", most);
        assertThat(Reply.bytes(whole[0])).hasSize(most);
    }

    @Test
    void aSignalThatIsTooLargeIsNotHeard() throws Exception {
        List<Object> heard = new CopyOnWriteArrayList<>();
        ours.listen(new SignalRule(theirs.name(), "", "", ""), values -> heard.add(values[0]));

        theirs.emit(PATH, EchoObject.TYPE, "Said", "s", LARGE);
        theirs.emit(PATH, EchoObject.TYPE, "Said", "s", "short");

        assertThat(Until.holds(Until.LIMIT, () -> !heard.isEmpty())).isTrue();
        assertThat(heard).containsExactly("short");
    }

    @Test
    void aSingleCallIsNotAnsweredWithTooMuchEither() throws Exception {
        try (Bus single = Bus.connect(bus.address(), Until.LIMIT)) {
            assertThatExceptionOfType(BusException.class)
                    .isThrownBy(
                            () -> single.call(theirs.name(), PATH, EchoObject.TYPE, "Say", "i", Frames.MOST_ANSWERED))
                    .withMessageContaining("is too large");
        }
    }

    @Test
    void whatIsNoMessageEndsTheReading() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new Frames(start('l', 1, -1, 0)).next())
                .withMessageContaining("longer than any may be");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> new Frames(start('x', 1, 0, 0)).next());
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> new Frames(start('l', 2, 0, 0)).next());
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> new Frames(start('B', 1, 8, 8)).next());
    }

    private static ReadableByteChannel start(char order, int version, int body, int fields) {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        bytes.order(order == 'B' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) order).put((byte) 1).put((byte) 0).put((byte) version);
        bytes.putInt(body).putInt(1).putInt(fields);
        return Channels.newChannel(new ByteArrayInputStream(bytes.array()));
    }
}
