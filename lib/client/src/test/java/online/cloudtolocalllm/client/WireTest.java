package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.client.WholeCall.Outcome;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.Test;

/** The end of a connection. */
class WireTest {

    /** A socket that the system does not close in order. */
    private static final class Stubborn extends Socket {

        @Override
        public InputStream getInputStream() {
            return InputStream.nullInputStream();
        }

        @Override
        public void close() throws IOException {
            super.close();
            throw new IOException("a socket of this test cannot be closed, which is to be reported");
        }
    }

    @Test
    void everybodyIsToldOfTheEndAlsoWhereTheSocketCannotBeClosed() throws Exception {
        List<LinkEnd> ends = new ArrayList<>();
        Wire wire = new Wire(new LineChannel(new Stubborn()), new LinkListener() {
            @Override
            public void event(DaemonEvent event) {}

            @Override
            public void ended(LinkEnd end) {
                ends.add(end);
            }
        });
        WholeCall call = new WholeCall();
        wire.send(CommandLine.of(JsonObject.of("command", "X"), 1, 1_000), call, Deadline.after(Until.LIMIT));
        LinkEnd end = LinkEnd.lost("this test ends it");
        wire.end(end);
        assertThat(call.outcome().getNow(new Outcome.Reply(JsonObject.EMPTY))).isEqualTo(new Outcome.Lost(end));
        assertThat(ends).containsExactly(end);
        assertThat(wire.ended()).contains(end);
    }
}
