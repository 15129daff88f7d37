package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import org.junit.jupiter.api.Test;

class TurnQueueTest {

    @Test
    void tinyPiecesCountForWhatTheyCost() {
        TurnQueue queue = new TurnQueue();
        int pieces = 0;
        while (!queue.isFull()) {
            queue.add(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[] {'x'})));
            pieces++;
        }
        assertThat(pieces).isLessThan(1_000);
        for (int i = 0; i < pieces; i++) {
            ((HttpContent) queue.next()).release();
        }
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.isFull()).isFalse();
    }
}
