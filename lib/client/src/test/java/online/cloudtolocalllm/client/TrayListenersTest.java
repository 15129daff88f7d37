package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import org.junit.jupiter.api.Test;

/** What a tray service tells its listeners, what they may do, and waiting without them. */
class TrayListenersTest extends TrayScene {

    @Test
    void wishesCallTheListenersThatWereMadeForThem() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (FakeDaemon daemon = agreeing()) {
            tray.onShow(() -> {
                throw new IllegalStateException("a listener that fails, on purpose");
            });
            Registration ended = tray.onShow(() -> heard.add("from a registration that was closed"));
            tray.onShow(() -> heard.add("show"));
            tray.onHide(() -> heard.add("hide"));
            tray.onSettings(() -> heard.add("settings"));
            tray.onQuit(() -> heard.add("quit"));
            tray.onOllamaTest(() -> heard.add("test"));
            ended.close();
            ended.close();
            List<DaemonEvent> events = List.of(
                    new DaemonEvent.Show(),
                    new DaemonEvent.OllamaTest(),
                    new DaemonEvent.Hide(),
                    new DaemonEvent.Settings(""),
                    new DaemonEvent.Show(),
                    new DaemonEvent.Quit());
            for (DaemonEvent event : events) {
                daemon.tell(event.toJson());
            }
            for (String expected : List.of("show", "test", "hide", "settings", "show", "quit")) {
                assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(expected);
            }
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void aListenerMayAskAndMayClose() throws Exception {
        CompletableFuture<String> refused = new CompletableFuture<>();
        CompletableFuture<LinkState> closed = new CompletableFuture<>();
        try (FakeDaemon daemon = daemon(request -> Optional.empty())) {
            tray.onShow(() -> {
                try {
                    tray.openSettings();
                } catch (DaemonException.Refused e) {
                    refused.complete(e.code());
                } catch (DaemonException e) {
                    refused.completeExceptionally(e);
                }
            });
            tray.onQuit(() -> {
                tray.close();
                closed.complete(tray.state());
            });
            daemon.tell(new DaemonEvent.Show().toJson());
            assertThat(refused.get(20, TimeUnit.SECONDS)).isEqualTo("unknown_command");
            daemon.tell(new DaemonEvent.Quit().toJson());
            assertThat(closed.get(20, TimeUnit.SECONDS)).isInstanceOf(LinkState.Closed.class);
        }
    }

    @Test
    void waitingForTheLinkHasALimitAndAnEnd() throws Exception {
        assertThat(tray.awaitConnected(Duration.ofMillis(50))).isFalse();
        assertThat(tray.awaitConnected(Duration.ofSeconds(-1))).isFalse();
        CompletableFuture<Boolean> waiting = new CompletableFuture<>();
        Thread waiter = Thread.ofVirtual().start(() -> {
            try {
                waiting.complete(tray.awaitConnected(Duration.ofSeconds(Long.MAX_VALUE)));
            } catch (InterruptedException e) {
                waiting.completeExceptionally(e);
            }
        });
        tray.close();
        assertThat(waiting.get(20, TimeUnit.SECONDS)).isFalse();
        waiter.join();
        assertThat(tray.awaitConnected(Until.LIMIT)).isFalse();
    }

    @Test
    void aListenerThatBlocksHoldsUpNoCallAndMayItselfWaitForTheLink() throws Exception {
        CompletableFuture<Boolean> up = new CompletableFuture<>();
        tray.onState(state -> {
            try {
                up.complete(tray.awaitConnected(Until.LIMIT));
            } catch (InterruptedException e) {
                up.completeExceptionally(e);
            }
        });
        try (FakeDaemon daemon = agreeing()) {
            assertThat(up.get(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Boolean> end = new CompletableFuture<>();
            tray.onShow(() -> end.join());
            daemon.tell(new DaemonEvent.Show());
            tray.hideApp();
            daemon.dropClients();
            assertThat(Until.holds(Until.LIMIT, () -> daemon.introductions().size() > 2))
                    .isTrue();
            assertThat(tray.awaitConnected(Until.LIMIT)).isTrue();
            tray.hideApp();
            assertThat(tray.state()).isInstanceOf(LinkState.Connected.class);
            end.complete(true);
        }
    }

    @Test
    void anInterruptedWaitEndsAtOnce() throws Exception {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> tray.awaitConnected(Until.LIMIT)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}
