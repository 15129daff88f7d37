package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import org.junit.jupiter.api.Test;

/** What a lasting link tells its listeners, and tells the daemon again. */
class LinkListenersTest extends LinkScene {

    @Test
    void whatIsKeptIsSentAgainTheNewestOfEachKey() throws Exception {
        LastingLink link = open();
        for (int i = 0; i < 100; i++) {
            link.keep("tooltip", JsonObject.of("command", "UPDATE_TOOLTIP", "text", "text " + i));
        }
        for (int round = 0; round < 2; round++) {
            try (FakeDaemon daemon = daemon()) {
                assertThat(Until.holds(
                                LIMIT, () -> daemon.received("UPDATE_TOOLTIP").size() == 1))
                        .isTrue();
                assertThat(daemon.received("UPDATE_TOOLTIP").getLast().text("text"))
                        .contains("text 99");
                link.request(ping(), LIMIT);
                crash(daemon, link);
            }
        }
        try (FakeDaemon daemon = daemon()) {
            link.request(ping(), LIMIT);
            for (int i = 0; i < 500; i++) {
                link.keep("tooltip", JsonObject.of("command", "UPDATE_TOOLTIP", "text", "new " + i));
            }
            assertThat(Until.holds(LIMIT, () -> daemon.received("UPDATE_TOOLTIP").stream()
                            .anyMatch(line -> line.text("text", "").equals("new 499"))))
                    .isTrue();
            closed(link);
        }
    }

    @Test
    void eventsComeInOrderAndAListenerThatThrowsStays() throws Exception {
        BlockingQueue<DaemonEvent> heard = new LinkedBlockingQueue<>();
        try (FakeDaemon daemon = daemon()) {
            LastingLink link = open();
            link.onEvent(event -> {
                heard.add(event);
                throw new IllegalStateException("a listener of this test fails, which is to be reported");
            });
            Registration second = link.onEvent(heard::add);
            link.request(ping(), LIMIT);
            daemon.tell(new DaemonEvent.Show());
            daemon.tell(JsonObject.of("command", "SOMETHING_NEW", "x", 1));
            daemon.tell(new DaemonEvent.Hide());
            for (DaemonEvent expected : List.of(
                    new DaemonEvent.Show(), new DaemonEvent.Show(), new DaemonEvent.Hide(), new DaemonEvent.Hide())) {
                assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(expected);
            }
            second.close();
            second.close();
            daemon.tell(new DaemonEvent.Settings(""));
            daemon.tell(new DaemonEvent.Quit());
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(new DaemonEvent.Settings(""));
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(new DaemonEvent.Quit());
            closed(link);
        }
    }

    @Test
    void aListenerThatBlocksHoldsUpNoCallAndNoReconnect() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        LastingLink link = open();
        try (FakeDaemon daemon = daemon()) {
            link.onEvent(event -> {
                blocked.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            link.request(ping(), LIMIT);
            daemon.tell(new DaemonEvent.Show());
            assertThat(blocked.await(20, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 3_000; i++) {
                daemon.tell(new DaemonEvent.OllamaTest());
            }
            assertThat(link.request(ping(), LIMIT).text("status")).contains("pong");
            crash(daemon, link);
        }
        try (FakeDaemon daemon = daemon()) {
            assertThat(link.request(ping(), LIMIT).text("status")).contains("pong");
            assertThat(link.state()).isEqualTo(new LinkState.Connected(daemon.instance()));
        }
        link.close();
        release.countDown();
        assertThat(link.awaitEnd(LIMIT)).isTrue();
        await(LinkState.Closed.class);
    }

    @Test
    void aLateListenerHearsTheNewestStateFirstAndAfterTheEndTheLast() throws Exception {
        LastingLink link = open();
        try (FakeDaemon daemon = daemon()) {
            link.request(ping(), LIMIT);
            BlockingQueue<LinkState> late = new LinkedBlockingQueue<>();
            link.onState(late::add);
            assertThat(late.poll(20, TimeUnit.SECONDS)).isEqualTo(new LinkState.Connected(daemon.instance()));
            closed(link);
            assertThat(late.poll(20, TimeUnit.SECONDS)).isEqualTo(new LinkState.Closed());
        }
        List<LinkState> after = new ArrayList<>();
        link.onState(after::add);
        assertThat(after).containsExactly(new LinkState.Closed());
    }
}
