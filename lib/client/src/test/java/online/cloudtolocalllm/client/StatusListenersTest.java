package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import org.junit.jupiter.api.Test;

/** What listeners to the state hear, and what the daemon is asked for that. */
class StatusListenersTest extends TrayScene {

    /** Tells each subscriber the whole state at once. */
    private FakeDaemon daemon(long revision) throws Exception {
        FakeDaemon daemon = FakeDaemon.scripted(locations, (request, client) -> {
            if (!request.text("command", "").equals("SUBSCRIBE")) {
                return false;
            }
            client.reply(request, JsonObject.of("ok", true));
            client.send(new DaemonEvent.Status(States.of(revision)).toJson());
            return true;
        });
        tray.connectNow();
        return daemon;
    }

    private static long revision(BlockingQueue<DaemonStatus> heard) throws InterruptedException {
        DaemonStatus status = heard.poll(Until.LIMIT.toSeconds(), TimeUnit.SECONDS);
        return status == null ? -1 : status.snapshot().revision();
    }

    private static boolean asked(FakeDaemon daemon, String command, int times) throws InterruptedException {
        return Until.holds(Until.LIMIT, () -> daemon.received(command).size() == times);
    }

    @Test
    @SuppressWarnings("try")
    void theWholeStateComesAtOnceAfterEachChangeAndAfterEachReconnect() throws Exception {
        BlockingQueue<DaemonStatus> heard = new LinkedBlockingQueue<>();
        try (UnifiedConnectionService service = UnifiedConnectionService.over(tray);
                FakeDaemon daemon = daemon(4);
                Registration told = service.subscribe(heard::add)) {
            assertThat(revision(heard)).isEqualTo(4);
            daemon.tell(new DaemonEvent.Status(States.of(5)));
            assertThat(revision(heard)).isEqualTo(5);
            daemon.dropClients();
            assertThat(revision(heard)).isEqualTo(4);
            daemon.crash();
            try (FakeDaemon next = daemon(1)) {
                assertThat(revision(heard)).isEqualTo(1);
                told.close();
                assertThat(asked(next, "UNSUBSCRIBE", 1)).isTrue();
            }
        }
    }

    @Test
    @SuppressWarnings("try")
    void servicesThatShareALinkDoNotEndEachOthersSubscriptions() throws Exception {
        BlockingQueue<DaemonStatus> one = new LinkedBlockingQueue<>();
        BlockingQueue<DaemonStatus> two = new LinkedBlockingQueue<>();
        try (FakeDaemon daemon = daemon(4);
                UnifiedConnectionService first = UnifiedConnectionService.over(tray);
                UnifiedConnectionService second = UnifiedConnectionService.over(tray)) {
            first.subscribe(one::add);
            assertThat(revision(one)).isEqualTo(4);
            Registration later = second.subscribe(two::add);
            assertThat(revision(two))
                    .as("whoever comes later hears it at once, too")
                    .isEqualTo(4);
            first.close();
            first.close();
            assertThat(daemon.received("UNSUBSCRIBE")).isEmpty();
            daemon.tell(new DaemonEvent.Status(States.of(6)));
            assertThat(revision(two)).isEqualTo(6);
            later.close();
            later.close();
            assertThat(asked(daemon, "UNSUBSCRIBE", 1)).isTrue();
            first.subscribe(one::add);
            assertThat(tray.awaitConnected(Until.LIMIT)).isTrue();
            assertThat(daemon.received("SUBSCRIBE"))
                    .as("a closed service asks for nothing")
                    .hasSize(2);
        }
    }

    @Test
    void failoversAreTold() throws Exception {
        BlockingQueue<FailoverEvent> heard = new LinkedBlockingQueue<>();
        FailoverEvent failover = new FailoverEvent(
                Instant.EPOCH, new ConnectionId("local_ollama"), new ConnectionId("cloud_proxy"), "gone");
        try (FakeDaemon daemon = daemon(4);
                UnifiedConnectionService service = UnifiedConnectionService.over(tray)) {
            service.onFailover(heard::add);
            assertThat(asked(daemon, "SUBSCRIBE", 1)).isTrue();
            daemon.tell(new DaemonEvent.Failover(failover));
            assertThat(heard.poll(Until.LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(failover);
        }
    }
}
