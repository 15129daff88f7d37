package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One streamed call: what it sends, when it waits, and how it ends. */
class StreamCallTest {

    private static final String END = "{\"id\":1,\"event\":\"end\"}";

    private final List<String> sent = new ArrayList<>();
    private final List<String> source = new ArrayList<>();
    private boolean room = true;
    private int overs;

    private final StreamCall call = new StreamCall(new JsonNumber("1"), new StreamOutlet() {
        @Override
        public ByteBuf buffer() {
            return Unpooled.buffer();
        }

        @Override
        public void send(ByteBuf lines) {
            String text = lines.toString(StandardCharsets.UTF_8);
            lines.release();
            assertThat(text).endsWith("\n");
            sent.addAll(text.lines().toList());
        }

        @Override
        public boolean hasRoom() {
            return room;
        }

        @Override
        public void over() {
            overs++;
        }
    });

    {
        call.comesFrom(new StreamSource() {
            @Override
            public void resume() {
                source.add("resume");
            }

            @Override
            public void cancel() {
                source.add("cancel");
            }
        });
    }

    private void head(String type) {
        call.head(new StreamEvent.Head(200, "local", 1, List.of(), Map.of("content-type", type)));
    }

    private void say(String text) {
        call.content(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)));
        call.flush();
    }

    private static String chunk(String rest) {
        return "{\"id\":1,\"event\":\"chunk\"," + rest + "}";
    }

    private static String error(String code) {
        return "{\"id\":1,\"event\":\"error\",\"error\":{\"code\":\"" + code + "\"";
    }

    /** A line whose chunk has exactly so many bytes with its line feed. */
    private static String costing(int bytes) {
        return "\"" + "x".repeat(bytes - chunk("\"data\":\"\"").length() - 1) + "\"";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "application/x-ndjson | {\"a\": 1 }\\n            | \"data\":{\"a\": 1 }",
                "application/x-ndjson | oops \"x\"\\n             | \"text\":\"oops \\\"x\\\"\"",
                "text/event-stream    | event: \"e\"\\ndata: 1\\n\\n | \"data\":1,\"type\":\"\\\"e\\\"\"",
                "text/event-stream    | event: e\\ndata: x\\n\\n     | \"text\":\"x\",\"type\":\"e\"",
                "text/event-stream    | data: {\\ndata: }\\n\\n      | \"data\":{ }",
                "text/event-stream    | data: \"a\\ndata: b\"\\n\\n   | \"text\":\"\\\"a\\nb\\\"\"",
                "application/json     | {\\n\"a\":1\\n}               | \"data\":{ \"a\":1 }",
                "text/html            | <p>                     | \"text\":\"<p>\"",
            })
    void aPieceIsSentAsItCame(String type, String body, String expected) {
        head(type);
        say(body.replace("\\n", "\n"));
        call.end();
        assertThat(sent.subList(1, sent.size())).containsExactly(chunk(expected), END);
        assertThat(overs).isOne();
        assertThat(source).isEmpty();
    }

    @Test
    void theChunkThatUsesTheCreditUpMayOverdrawIt() {
        head("application/x-ndjson");
        say(costing((int) Credit.FIRST - 1) + "\n" + costing(100) + "\n3\n");
        assertThat(sent).hasSize(3);
        assertThat(call.writable()).isFalse();
        call.credit(99);
        assertThat(sent).hasSize(3);
        assertThat(source).isEmpty();
        call.credit(1);
        assertThat(sent).hasSize(4).last().isEqualTo(chunk("\"data\":3"));
        assertThat(call.writable()).isFalse();
        call.credit(1000);
        assertThat(source).containsExactly("resume");
        assertThat(call.writable()).isTrue();
    }

    @Test
    void aChunkThatUsesUpExactlyTheCreditIsTheLast() {
        head("application/x-ndjson");
        say(costing((int) Credit.FIRST) + "\n2\n");
        assertThat(sent).hasSize(2);
        call.credit(1);
        assertThat(sent).hasSize(3);
    }

    @Test
    void theEndWaitsForChunksThatWaitForCredit() {
        head("application/x-ndjson");
        say(costing((int) Credit.FIRST) + "\n2\n3");
        call.end();
        assertThat(overs).isZero();
        call.credit(1);
        call.credit(100);
        assertThat(sent.subList(2, sent.size())).containsExactly(chunk("\"data\":2"), chunk("\"data\":3"), END);
        assertThat(overs).isOne();
        assertThat(source).isEmpty();
    }

    @Test
    void aWholeAnswerEndsWithoutFurtherCredit() {
        head("application/x-ndjson");
        say(costing((int) Credit.FIRST) + "\n\n");
        call.end();
        assertThat(sent).last().isEqualTo(END);
        assertThat(overs).isOne();
    }

    @Test
    void aBreakIsToldAtOnceWithoutCredit() {
        head("application/x-ndjson");
        say(costing((int) Credit.FIRST) + "\n2\n");
        call.failed(new StreamEvent.Failed("stream_broken", "Gone.", OptionalInt.empty()));
        assertThat(sent).last().asString().startsWith(error("stream_broken"));
        assertThat(overs).isOne();
        assertThat(source).isEmpty();
    }

    @Test
    void aSocketThatIsFullPausesTheSourceUntilItTakesAgain() {
        head("application/x-ndjson");
        room = false;
        say("1\n");
        assertThat(call.writable()).isFalse();
        call.roomAgain();
        assertThat(source).isEmpty();
        room = true;
        call.roomAgain();
        call.roomAgain();
        assertThat(source).containsExactly("resume");
    }

    @Test
    void nothingComesBehindTheLastLine() {
        head("application/x-ndjson");
        call.cancel();
        say("1\n");
        call.end();
        call.failed(new StreamEvent.Failed("x", "x", OptionalInt.empty()));
        call.cancel();
        call.credit(5);
        call.roomAgain();
        call.abandon();
        assertThat(sent).hasSize(2).last().asString().startsWith(error("cancelled"));
        assertThat(source).containsExactly("cancel");
        assertThat(overs).isOne();
        assertThat(call.writable()).isTrue();
    }

    @Test
    void anAnswerThatIsCompressedIsNotRead() {
        call.head(new StreamEvent.Head(200, "x", 1, List.of(), Map.of("content-encoding", "gzip")));
        assertThat(sent).singleElement().asString().startsWith(error("unreadable"));
        assertThat(source).containsExactly("cancel");
    }

    @Test
    void aRefusalIsOneChunkWhateverItsType() {
        call.head(new StreamEvent.Head(404, "x", 1, List.of(), Map.of("content-type", "application/x-ndjson")));
        say("{\"error\":\n\"no\"}");
        call.end();
        assertThat(sent.subList(1, 3)).containsExactly(chunk("\"data\":{\"error\": \"no\"}"), END);
    }

    @Test
    void creditThatIsTooMuchIsForgotten() {
        Credit credit = new Credit();
        credit.add(Credit.MOST);
        credit.spend(Credit.MOST);
        assertThat(credit.isOpen()).isFalse();
    }
}
