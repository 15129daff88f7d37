package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.Test;

class NoBufferLeaksTest {

    @Test
    void aForgottenBufferIsFoundAndAReleasedOneIsNot() throws InterruptedException {
        NoBufferLeaks.found();
        PooledByteBufAllocator.DEFAULT.directBuffer(64).release();
        assertThat(NoBufferLeaks.found()).isEmpty();

        forget();
        List<String> found = new ArrayList<>();
        assertThat(Until.holds(Until.LIMIT, () -> found.addAll(NoBufferLeaks.found())))
                .isTrue();
        assertThat(found).allMatch(report -> report.contains("ByteBuf"));
    }

    private static void forget() {
        PooledByteBufAllocator.DEFAULT.directBuffer(64).writeBytes(Unpooled.wrappedBuffer(new byte[3]));
    }
}
