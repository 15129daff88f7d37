package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.client.AnswerPieces;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.Registration;
import online.cloudtolocalllm.client.UnifiedConnectionService;
import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.client.model.ChatRequest;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.Test;

/** The daemon is killed while it works for the client library. */
class KilledDaemonTest {

    /** More than one connection to the daemon may have, so they are shared by two services. */
    private static final int CALLS = 100;

    private static final Duration CALLS_END = Duration.ofSeconds(2);
    private static final Duration BACK = Duration.ofSeconds(3);
    private static final ChatRequest QUESTION = ChatRequest.of("tiny", "hi");

    private final Gate gate = new Gate();
    private final CountDownLatch streaming = new CountDownLatch(CALLS);
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

    private record Told(DaemonStatus status, long nanos) {}

    /** How a call ended, and when. */
    private record Ended(DaemonException why, long nanos) {}

    @Test
    void aHundredStreamedCallsEndAndTheLibraryIsBackWithTheWholeState() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                Installation installed = Installation.with(
                        Connections.none().local(upstream.url()).set(Gateway.LOCAL, "max_concurrent", CALLS));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            upstream.always(
                    Gateway.CHAT,
                    Reply.ndjson(List.of(
                                    "{\"message\":{\"role\":\"assistant\",\"content\":\"one\"},\"done\":false}",
                                    "{\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true}"))
                            .holdAfter(1, gate));
            ClientOptions options =
                    ClientOptions.of(installed.home().locations(), "test/1").withLauncher(installed.launcher());
            long opened = System.nanoTime();
            try (UnifiedConnectionService first = UnifiedConnectionService.open(options);
                    UnifiedConnectionService second = UnifiedConnectionService.open(options);
                    Registration _ = first.subscribe(status -> told.add(new Told(status, System.nanoTime())))) {
                Told up = awaitUp(0);
                long pid = up.status().pid();
                // On a computer whose processors are shared with many builds all takes longer, as this start shows.
                Duration busy = Duration.ofNanos(up.nanos() - opened).multipliedBy(4);
                List<Future<Ended>> calls = new ArrayList<>();
                for (int i = 0; i < CALLS; i++) {
                    UnifiedConnectionService service = i % 2 == 0 ? first : second;
                    calls.add(threads.submit(() -> readUntilItEnds(service)));
                }
                assertThat(streaming.await(Programs.START.toSeconds(), TimeUnit.SECONDS))
                        .as("%s calls have not begun", streaming.getCount())
                        .isTrue();
                long killed = System.nanoTime();
                installed.killDaemons();

                for (Future<Ended> call : calls) {
                    Ended ended = call.get();
                    assertThat(ended.why())
                            .isInstanceOf(DaemonException.LinkLost.class)
                            .returns(DaemonException.Effect.UNKNOWN, DaemonException::effect);
                    assertThat(Duration.ofNanos(ended.nanos() - killed)).isLessThan(CALLS_END.plus(busy));
                }
                Told back = awaitAnother(pid);
                assertThat(back.status().snapshot().connections()).hasSize(2);
                assertThat(Duration.ofNanos(back.nanos() - killed)).isLessThan(BACK.plus(busy));
                if (!isUp(back.status())) {
                    awaitUp(pid);
                }
                gate.open();
                assertThat(first.chat(QUESTION).text()).isEqualTo("one");
                assertThat(second.chat(QUESTION).text()).isEqualTo("one");
                // Both may have started one, and the second ends when it finds the first.
                assertThat(Until.holds(Until.LIMIT, () -> running(installed) == 1))
                        .as("one daemon for two services")
                        .isTrue();
            } finally {
                gate.open();
            }
        }
    }

    private static int running(Installation installed) {
        try {
            return installed.running().size();
        } catch (IOException e) {
            throw new AssertionError("the list of processes cannot be read", e);
        }
    }

    /** The first state told by another daemon than this one, which may have told some until its end. */
    private Told awaitAnother(long pid) throws InterruptedException {
        while (true) {
            Told next = told.poll(Programs.START.toSeconds(), TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            if (next.status().pid() != pid) {
                return next;
            }
        }
    }

    private static boolean isUp(DaemonStatus status) {
        return Gateway.state(status, Gateway.LOCAL) == HealthState.UP;
    }

    /** The first state told by another daemon than this one whose upstream is up. */
    private Told awaitUp(long notBy) throws InterruptedException {
        while (true) {
            Told next = awaitAnother(notBy);
            if (isUp(next.status())) {
                return next;
            }
        }
    }

    private Ended readUntilItEnds(UnifiedConnectionService service) throws DaemonException {
        try (AnswerPieces<ChatPiece> pieces = service.chatStream(QUESTION)) {
            assertThat(pieces.next())
                    .hasValueSatisfying(piece -> assertThat(piece.content()).isEqualTo("one"));
            streaming.countDown();
            try {
                throw new AssertionError("neither an error nor the kill: " + pieces.next());
            } catch (DaemonException e) {
                return new Ended(e, System.nanoTime());
            }
        }
    }
}
