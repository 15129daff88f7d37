package online.cloudtolocalllm.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import online.cloudtolocalllm.testkit.desktop.PrivateBus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LastingBusTest {

    @TempDir
    private Path folder;

    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    private final AtomicReference<Optional<String>> address = new AtomicReference<>(Optional.empty());

    private final LastingBus.User user = new LastingBus.User() {
        @Override
        public void connected(BusSession session) {
            told.add(session);
        }

        @Override
        public void unavailable(String why) {
            told.add(why);
        }
    };

    private Object next() throws InterruptedException {
        return told.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void aBusThatComesLateDiesAndComesBackIsFoundEachTimeAndEachLossIsToldOnce() throws Exception {
        LastingBus lasting = LastingBus.open(address::get, user);
        try (lasting) {
            assertThat(next()).isEqualTo("there is no session bus");
            for (int round = 0; round < 3; round++) {
                Path place = Files.createDirectory(folder.resolve(String.valueOf(round)));
                try (PrivateBus bus = PrivateBus.start(place)) {
                    address.set(Optional.of(bus.address()));
                    assertThat(next()).isInstanceOfSatisfying(BusSession.class, session -> assertThat(session.name())
                            .startsWith(":"));
                }
                assertThat(next()).isEqualTo("the session bus went away");
            }
        }
        assertThat(told).isEmpty();
    }

    private static void awaitUnlessInterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @Timeout(60)
    void aSilentBusIsToldAndClosingDoesNotWaitForIt() throws Exception {
        Path socket = folder.resolve("silent");
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(socket));
            CountDownLatch opened = new CountDownLatch(1);
            LastingBus lasting = LastingBus.open(
                    () -> {
                        awaitUnlessInterrupted(opened);
                        return Optional.of("unix:path=" + socket);
                    },
                    user);
            // Whoever asked for the bus on this thread would wait for this for ever.
            opened.countDown();
            assertThat(next()).isEqualTo("the session bus does not answer");
            lasting.close();
        }
    }

    @Test
    void aUserWhoCannotUseTheSessionIsAskedAgain() throws Exception {
        BlockingQueue<BusSession> sessions = new LinkedBlockingQueue<>();
        LastingBus.User picky = new LastingBus.User() {
            @Override
            public void connected(BusSession session) throws BusException {
                sessions.add(session);
                if (sessions.size() < 3) {
                    throw new BusException(BusException.Kind.REFUSED, "not today");
                }
                told.add("used");
            }

            @Override
            public void unavailable(String why) {
                told.add(why);
            }
        };
        try (PrivateBus bus = PrivateBus.start(folder)) {
            LastingBus lasting = LastingBus.open(() -> Optional.of(bus.address()), picky);
            assertThat(next()).isEqualTo("not today");
            assertThat(next()).as("nothing is said of the second attempt").isEqualTo("used");
            sessions.take().ended().toCompletableFuture().get(20, TimeUnit.SECONDS);
            lasting.close();
            sessions.take();
            sessions.take().ended().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
        assertThat(told).isEmpty();
    }
}
