package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import online.cloudtolocalllm.testkit.upstream.SeenRequest;

/** A gateway in front of one scripted Ollama, with what must hold after every attack on it. */
final class AttackedGateway implements AutoCloseable {

    static final String CHAT = "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

    /** What the gateway calls itself when it asks for its own sake; clients keep their own names. */
    private static final String PROBER = "CloudToLocalLLM";

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    /** A machine that is busy with something else may be late several times. */
    private static final int TRIES = 10;

    /** One for each event loop, and one for a probe. */
    private static final int KEPT_CONNECTIONS = 4;

    private final ScriptedUpstream upstream;
    private final GatewayFixture gateway;

    AttackedGateway(GatewayLimits limits) throws IOException {
        upstream = ScriptedUpstream.ollama();
        gateway = new GatewayFixture().local(upstream).gatewayLimits(limits).open();
    }

    AttackedGateway() throws IOException {
        this(GatewayLimits.standard());
    }

    ScriptedUpstream upstream() {
        return upstream;
    }

    GatewayFixture gateway() {
        return gateway;
    }

    HostPort address() {
        return gateway.address();
    }

    RawHttp connect() throws IOException {
        return RawHttp.connect(address());
    }

    /** Bytes of a request with one character a byte; {@code {host}} stands for the gateway's own authority. */
    Bytes bytes(String text) {
        return Bytes.latin1(text.replace("{host}", address().toString()));
    }

    /** Sends this on a connection of its own and reads until the gateway closes it. */
    String everythingAfter(String request) throws IOException {
        try (RawHttp client = connect()) {
            return client.send(bytes(request)).readUntilClosed().utf8();
        }
    }

    /** What reached the upstream beside the gateway's own probes. */
    List<SeenRequest> relayed() {
        return upstream.requests().stream()
                .filter(request -> !request.head().all("User-Agent").contains(PROBER))
                .toList();
    }

    /** The gateway answers at once, nothing is on its way, and no connection to the upstream is left behind. */
    void assertUnharmed() throws IOException {
        int tries = 1;
        while (tries <= TRIES && !answersAtOnce()) {
            tries++;
        }
        assertThat(tries).as("tries until an answer came within a second").isLessThanOrEqualTo(TRIES);
        gateway.awaitIdle();
        assertThat(holds(() -> upstream.openConnections() <= KEPT_CONNECTIONS))
                .as("connections that are left: %s", upstream.openConnections())
                .isTrue();
    }

    /** The upstream hears of an end a moment after the gateway. */
    private static boolean holds(BooleanSupplier condition) {
        try {
            return Until.holds(Until.LIMIT, condition);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean answersAtOnce() throws IOException {
        long start = System.nanoTime();
        Answer answer = RawHttp.get(address(), "/_broker/health");
        return answer.status() == 200 && System.nanoTime() - start < AT_ONCE.toNanos();
    }

    @Override
    public void close() throws IOException {
        gateway.close();
        try {
            upstream.awaitOpenConnections(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        upstream.close();
    }
}
