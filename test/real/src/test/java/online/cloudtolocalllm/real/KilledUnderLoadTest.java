package online.cloudtolocalllm.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.RawHttp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Four clients ask without a pause while the server that answers them is killed: the other one goes on, and every answer is
 * whole or says that it is not.
 */
@Tag("real")
@Timeout(300)
class KilledUnderLoadTest {

    private static final int CLIENTS = 4;
    private static final int ANSWERS = 12;
    private static final String CHAT = """
        {"model":"tiny","stream":true,"temperature":0,"messages":[{"role":"user","content":"hi"}]}\
        """;

    /**
     * What one client got.
     *
     * @param by the connection that answered, or empty
     * @param kind whole, broken or refused, where broken and refused were said
     * @param said the error, if there was one
     */
    private record Outcome(String by, Kind kind, String said) {
        enum Kind {
            WHOLE,
            BROKEN,
            REFUSED
        }
    }

    @BeforeAll
    static void prepare() throws Exception {
        TwoServers.lacking().ifPresent(why -> Lacking.skip("KilledUnderLoadTest", why));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theOtherGoesOn(boolean llamaFirst) throws Exception {
        String first = llamaFirst ? "router" : "local_ollama";
        String second = llamaFirst ? "local_ollama" : "router";
        ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
        CountDownLatch before = new CountDownLatch(ANSWERS);
        CountDownLatch after = new CountDownLatch(ANSWERS);
        AtomicBoolean killed = new AtomicBoolean();
        AtomicBoolean enough = new AtomicBoolean();
        try (TwoServers servers = TwoServers.start(llamaFirst);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                running.add(clients.submit(() -> {
                    while (!enough.get()) {
                        boolean late = killed.get();
                        Outcome outcome = ask(servers.gateway());
                        outcomes.add(outcome);
                        if (outcome.kind() == Outcome.Kind.WHOLE) {
                            (late ? after : before).countDown();
                        }
                    }
                    return null;
                }));
            }
            assertThat(before.await(120, TimeUnit.SECONDS))
                    .as(servers.daemonSaid())
                    .isTrue();
            killed.set(true);
            servers.killFirst(llamaFirst);
            assertThat(after.await(120, TimeUnit.SECONDS))
                    .as(servers.daemonSaid())
                    .isTrue();
            enough.set(true);
            for (Future<?> client : running) {
                client.get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.kind() == Outcome.Kind.REFUSED)
                .isEmpty();
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.kind() == Outcome.Kind.BROKEN)
                .hasSizeLessThanOrEqualTo(CLIENTS);
        assertThat(outcomes).extracting(Outcome::by).contains(first, second);
    }

    /** Asks once, and fails if what came is neither the known answer nor an honest error. */
    private static Outcome ask(HostPort gateway) throws IOException {
        Answer answer = RawHttp.post(gateway, "/v1/chat/completions", CHAT);
        String by = answer.head().first("X-Served-By").orElse("");
        List<String> events = answer.lines().stream()
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring("data: ".length()))
                .toList();
        if (answer.status() != 200) {
            assertThat(answer.text()).contains("\"error\"");
            return new Outcome(by, Outcome.Kind.REFUSED, answer.text());
        }
        boolean ended = !events.isEmpty() && events.getLast().equals("[DONE]");
        boolean told = events.stream().anyMatch(event -> event.startsWith("{\"error\""));
        if (ended && answer.isWhole()) {
            String text = events.stream()
                    .limit(events.size() - 1)
                    .map(KilledUnderLoadTest::content)
                    .collect(Collectors.joining());
            assertThat(text).isEqualTo(Stack.ANSWER);
            return new Outcome(by, Outcome.Kind.WHOLE, "");
        }
        assertThat(told).as(answer.text()).isTrue();
        assertThat(answer.isWhole()).isFalse();
        return new Outcome(by, Outcome.Kind.BROKEN, events.getLast());
    }

    private static String content(String event) {
        try {
            List<JsonObject> choices = Json.parseObject(event).array("choices").objects();
            return choices.isEmpty() ? "" : choices.getFirst().object("delta").text("content", "");
        } catch (MalformedJsonException e) {
            throw new AssertionError("not JSON: " + event, e);
        }
    }
}
