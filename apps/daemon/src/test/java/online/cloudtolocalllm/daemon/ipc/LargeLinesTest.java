package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LargeLinesTest {

    private static final String BEGIN = "{\"command\":\"PROXY_REQUEST\",\"method\":\"POST\",\"path\":\"";
    private static final String LARGE = BEGIN + "/x\",\"data\":[\"" + "x".repeat(100_000);

    private final LargeLines lines = new LargeLines();
    private final Peer one = new Peer();
    private final Peer two = new Peer();

    /** A connection's reading side. */
    private final class Peer implements IpcInlet.Taker {
        final EmbeddedChannel channel = new EmbeddedChannel();
        final List<IpcLine> taken = new ArrayList<>();
        final IpcInlet inlet = new IpcInlet(channel, IpcLimits.STANDARD, lines, Runnable::run, this);
        boolean slow;

        Peer() {
            inlet.trust();
            channel.freezeTime();
        }

        void say(String text) {
            inlet.feed(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)));
            run();
        }

        void run() {
            channel.runPendingTasks();
        }

        void pass(long seconds) {
            channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
            channel.runScheduledPendingTasks();
        }

        boolean isRead() {
            return channel.config().isAutoRead();
        }

        @Override
        public boolean mayTake() {
            return true;
        }

        @Override
        public void line(IpcLine line) {
            taken.add(line);
        }

        @Override
        public void tooLong(int most) {
            throw new AssertionError(most);
        }

        @Override
        public void tooSlow() {
            slow = true;
            inlet.end();
        }

        @Override
        public void foreign() {
            throw new AssertionError();
        }
    }

    @AfterEach
    void close() {
        one.channel.finishAndReleaseAll();
        two.channel.finishAndReleaseAll();
    }

    @Test
    void anotherOneWaitsAndIsNotRead() {
        one.say(LARGE);
        two.say(LARGE + "\"]}\n");
        assertThat(one.isRead()).isTrue();
        assertThat(two.isRead()).isFalse();
        assertThat(two.taken).isEmpty();
        one.say("\"]}\n");
        two.run();
        assertThat(one.taken).hasSize(1).first().isInstanceOf(IpcLine.Message.class);
        assertThat(two.taken).hasSize(1).first().isInstanceOf(IpcLine.Message.class);
        assertThat(two.isRead()).isTrue();
    }

    @Test
    void shortLinesDoNotWait() {
        one.say(LARGE);
        two.say("{\"command\":\"PING\"}\n");
        assertThat(two.taken).hasSize(1);
    }

    @Test
    void whoStallsIsCutOffAndTheNextGoesOn() {
        one.say(LARGE);
        two.say(LARGE + "\"]}\n{\"command\":\"PING\"}\n");
        one.pass(9);
        assertThat(one.slow).isFalse();
        one.pass(1);
        assertThat(one.slow).isTrue();
        two.run();
        assertThat(two.taken).hasSize(2);
        two.pass(20);
        assertThat(two.slow).isFalse();
    }

    @Test
    void whoLeavesWhileWaitingLeavesTheQueue() {
        Peer three = new Peer();
        one.say(LARGE);
        two.say(LARGE);
        three.say(LARGE + "\"]}\n");
        two.inlet.end();
        one.inlet.end();
        three.run();
        assertThat(three.taken).hasSize(1);
        three.channel.finishAndReleaseAll();
    }

    private static IpcLine read(String line) {
        byte[] bytes = (line + "\nmore").getBytes(StandardCharsets.UTF_8);
        return LargeLine.read(bytes, bytes.length - 5, 1_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/api/chat | {\"a\":[1, 2]}                 | {\"stream\":false,\"a\":[1, 2]}",
                "/api/chat | { }                            | {\"stream\":false }",
                "/api/chat | {\"a\":{\"stream\":true},\"ü\":1} | {\"stream\":false,\"a\":{\"stream\":true},\"ü\":1}",
                "/api/chat | {\"stream\" : null , \"a\":1}  | {\"stream\" : false , \"a\":1}",
                "/api/chat | {\"a\":1,\"stream\":false}     | {\"a\":1,\"stream\":false}",
                "/api/chat | {\"a\":1,\"stream\":\"x\"}     | {\"a\":1,\"stream\":\"x\"}",
                "/api/show | {\"ü\":1e5}                    | {\"ü\":1e5}",
                "/api/chat | [0,  0]                        | [0,  0]",
                "/api/chat | 17                             | 17",
                "/api/chat | \"a b\"                        | \"a b\"",
            })
    void theBodyStaysAsItCame(String path, String body, String sent) {
        for (String line : List.of(
                BEGIN + path + "\",\"data\":" + body + "}",
                "{\"ü\":{\"data\":0},\"data\": " + body + " , " + BEGIN.substring(1) + path + "\"} ")) {
            IpcLine.Message message = (IpcLine.Message) read(line);
            CommandReader.Reading.Understood understood =
                    (CommandReader.Reading.Understood) CommandReader.read(message.object(), message.body());
            ProxyBody bytes =
                    ((IpcCommand.Proxy) understood.command()).call().body().orElseThrow();
            assertThat(bytes.bytes().toString(StandardCharsets.UTF_8)).isEqualTo(sent);
        }
    }

    @Test
    void anOldClientsWishToStreamIsTurnedRound() {
        IpcLine.Message message = (IpcLine.Message) read(BEGIN + "/api/chat\",\"data\":{\"stream\":true,\"a\":1}}");
        LegacyRequest request = LegacyRequest.read(message, 0);
        CommandReader.Reading.Understood understood =
                (CommandReader.Reading.Understood) CommandReader.read(request.whole(), request.body());
        ProxyBody body = ((IpcCommand.Proxy) understood.command()).call().body().orElseThrow();
        assertThat(body.bytes().toString(StandardCharsets.UTF_8)).isEqualTo("{\"stream\":false,\"a\":1}");
    }

    @Test
    void anAbsentBodyIsNone() {
        for (String rest : List.of("\"}", "\",\"data\":null}")) {
            assertThat(((IpcLine.Message) read(BEGIN + "/x" + rest)).body()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":1,\"data\":2}",
                "{\"data\":{\"a\":1,\"a\":2}}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"data\":[1}",
                "{\"data\":{\"a\":tru}}",
                "{\"data\":\"\\x\"}",
                "{\"data\":1} {}",
                "{\"data\":1",
                "[1]",
                "1",
                "",
                "\ufeff{}",
            })
    void whatIsWrongIsRefused(String line) {
        assertThat(read(line)).isInstanceOf(IpcLine.NotAnObject.class);
    }

    @Test
    void depthNamesAndWhatStandsBesidesAreBounded() {
        String deep = "{\"data\":" + "[".repeat(31) + "]".repeat(31) + "}";
        assertThat(read(deep)).isInstanceOf(IpcLine.Message.class);
        assertThat(read(deep.replace("[]", "[[]]"))).isInstanceOf(IpcLine.NotAnObject.class);
        assertThat(read("{\"data\":1,\"x\":\"" + "x".repeat(1_000) + "\"}")).isInstanceOf(IpcLine.NotAnObject.class);
        StringBuilder names = new StringBuilder("{\"data\":{");
        for (int i = 0; i < 70_000; i++) {
            names.append(i == 0 ? "\"" : ",\"").append(i).append("\":0");
        }
        assertThat(read(names + "}}")).isInstanceOf(IpcLine.NotAnObject.class);
        byte[] broken = "{\"data\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(LargeLine.read(broken, broken.length, 1_000)).isInstanceOf(IpcLine.NotAnObject.class);
    }
}
