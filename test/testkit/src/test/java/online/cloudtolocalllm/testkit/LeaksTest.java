package online.cloudtolocalllm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LeaksTest {

    @Test
    void nothingLeftIsFine() throws Exception {
        Leaks leaks = Leaks.baseline();
        leaks.assertNone();
    }

    @Test
    void seesAThreadUntilItEnds() throws Exception {
        Leaks leaks = Leaks.baseline();
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = Thread.ofPlatform().name("left over").start(() -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(leaks.left()).containsExactly("thread \"left over\"");
        end.countDown();
        leaks.assertNone();
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void seesASocketUntilItIsClosed() throws Exception {
        Leaks leaks = Leaks.baseline();
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.isBound()).isTrue();
            assertThat(leaks.left()).containsExactly("1 descriptor of socket");
        }
        leaks.assertNone();
    }
}
