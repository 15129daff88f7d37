package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class after which a buffer was collected as garbage instead of being released. */
public final class NoBufferLeaks implements BeforeAllCallback, AfterAllCallback {

    private static final Queue<String> REPORTS = new ConcurrentLinkedQueue<>();
    private static final int ROUNDS = 3;

    /** Netty's detector as the build names it in {@code io.netty.customResourceLeakDetector}, remembering what it finds. */
    public static final class Recorder<T> extends ResourceLeakDetector<T> {

        /** Called by Netty. */
        public Recorder(Class<?> type, int samplingInterval) {
            super(type, samplingInterval);
        }

        /** Called by Netty. */
        @SuppressWarnings("InlineMeSuggester")
        public Recorder(Class<?> type, int samplingInterval, long maxActive) {
            super(type, samplingInterval);
        }

        @Override
        protected boolean needReport() {
            return true;
        }

        @Override
        protected void reportTracedLeak(String type, String records) {
            REPORTS.add(type + records);
        }

        @Override
        protected void reportUntracedLeak(String type) {
            REPORTS.add(type);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // What an earlier class left behind is not this one's.
        found();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        assertThat(found()).as("buffers that were never released").isEmpty();
    }

    /** Takes what was found since the last call; the detector reports a leak when a buffer is made after a collection. */
    static List<String> found() {
        for (int i = 0; i < ROUNDS; i++) {
            System.gc();
            for (int j = 0; j < 8; j++) {
                ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(16);
                buffer.release();
            }
        }
        List<String> reports = List.copyOf(REPORTS);
        REPORTS.clear();
        return reports;
    }
}
