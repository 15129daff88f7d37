package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** However TCP cuts the bytes, the daemon says the same. */
class ChunkingTest {

    private static final List<String> LINES = List.of(
            "{\"command\":\"PING\"}\n",
            "{\"command\":\"PING\",\"id\":\"grüße 🙂 \u65e5\u672c\"}\r\n",
            "{\"command\":\"GET_CONNECTION_STATUS\",\"id\":1}\n",
            "{\"command\":\"PROXY_REQUEST\",\"method\":\"POST\",\"path\":\"/api/chat\",\"data\":{\"x\":\"é\"}}\n",
            "{\"command\":\"NOPE\"}\n",
            "{\"command\":\"TEST_CONNECTION\",\"connection\":\"local_ollama\",\"id\":2}\n",
            "{\"command\":\"PING\",\"pad\":\"" + "p".repeat(9000) + "\"}\n",
            "{\"command\":\"PING\",\"command\":\"QUIT\"}\n",
            "[]\n",
            "\n");

    @Property(tries = 300)
    void anyChunkingGivesTheSameReplies(
            @ForAll @Size(max = 8) List<@IntRange(max = 9) Integer> picks,
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 700) Integer> cuts,
            @ForAll boolean crlfFirst) {
        StringBuilder text = new StringBuilder(crlfFirst ? "\r\n" : "").append(Conversation.HELLO);
        text.append(Conversation.AUTH);
        picks.forEach(pick -> text.append(LINES.get(pick)));
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        List<Integer> oneCut = List.of(bytes.length);
        assertThat(actions(bytes, cuts)).isEqualTo(actions(bytes, oneCut));
    }

    /** What one connection does about the bytes when commands are carried out at once. */
    private static List<IpcAction> actions(byte[] bytes, List<Integer> cuts) {
        IpcLineDecoder decoder = new IpcLineDecoder(IpcLimits.STANDARD);
        IpcSession session = new IpcSession(
                Conversation.CREDENTIALS, Conversation.SERVER_NONCE, IpcLimits.STANDARD, () -> true, () -> false);
        List<IpcAction> done = new ArrayList<>();
        int at = 0;
        for (int i = 0; at < bytes.length; i++) {
            int end = Math.min(bytes.length, at + (i < cuts.size() ? cuts.get(i) : i % 3 + 1));
            decoder.feed(Unpooled.wrappedBuffer(Arrays.copyOfRange(bytes, at, end)));
            at = end;
            while (decoder.next() instanceof IpcLineDecoder.Next.Line line) {
                for (IpcAction action : session.received(IpcLine.read(line.bytes()))) {
                    done.add(action);
                    if (action instanceof IpcAction.Trust) {
                        decoder.trust();
                    } else if (action instanceof IpcAction.Run(ReplyOrder.Ticket ticket, IpcCommand.Work work)) {
                        done.addAll(session.answered(ticket, ticket.text(JsonObject.of("did", work.toString()))));
                    }
                }
            }
        }
        return done;
    }
}
