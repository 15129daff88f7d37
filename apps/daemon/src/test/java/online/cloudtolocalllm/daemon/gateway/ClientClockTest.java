package online.cloudtolocalllm.daemon.gateway;

import static online.cloudtolocalllm.daemon.gateway.AttackedGateway.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Piece;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client may be slow, but not for ever. */
@ExtendWith(NoBufferLeaks.class)
class ClientClockTest {

    private static final Duration NEVER = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofMillis(300);

    /** For clients that do something in time: longer than a machine keeps one of them from it. */
    private static final Duration LONGER = Duration.ofMillis(2_500);

    private final List<AttackedGateway> opened = new ArrayList<>();

    private AttackedGateway open(Duration head, Duration bodySilence, Duration idle) throws IOException {
        AttackedGateway gateway = new AttackedGateway(
                new GatewayLimits(head, bodySilence, idle, NEVER, Duration.ofMillis(50), 1024 * 1024, 100));
        opened.add(gateway);
        return gateway;
    }

    @AfterEach
    void close() throws IOException {
        for (AttackedGateway gateway : opened) {
            gateway.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G",
                "GET /v1/models HTTP/1.1\r\nHost: localho",
                "GET /v1/models HTTP/1.1\r\nHost: localhost\r\n\r"
            })
    void aHeadThatDoesNotEndIsRefused(String part) throws IOException {
        AttackedGateway gateway = open(SOON, NEVER, NEVER);
        assertThat(gateway.everythingAfter(part))
                .startsWith("HTTP/1.1 408")
                .containsIgnoringCase("connection: close")
                .contains(part.contains("/v1/") ? "{\"error\":{\"message\"" : "{\"error\":\"", "Send it again");
        gateway.assertUnharmed();
    }

    @Test
    void aHeadThatComesByteAfterByteHasNoMoreTime() throws Exception {
        AttackedGateway gateway = open(SOON, NEVER, NEVER);
        Thread drip;
        try (RawHttp client = gateway.connect()) {
            client.send("GET / HTTP/1.1\r\nX: ");
            drip = Thread.ofVirtual().start(() -> dripInto(client));
            assertThat(client.readAnswer().status()).isEqualTo(408);
        }
        drip.join();
        gateway.assertUnharmed();
    }

    /** One byte every 20 ms until the connection is closed. */
    private static void dripInto(RawHttp client) {
        try {
            Until.holds(Until.LIMIT, () -> {
                try {
                    client.send("a");
                    return false;
                } catch (IOException closed) {
                    return true;
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/chat", "/api/pull"})
    void aBodyThatDoesNotEndIsRefused(String path) throws IOException {
        AttackedGateway gateway = open(NEVER, SOON, NEVER);
        for (String body : List.of(
                "Content-Length: 100\r\n\r\n{",
                "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a",
                "Content-Length: 1\r\n\r\n")) {
            assertThat(gateway.everythingAfter("POST " + path + " HTTP/1.1\r\nHost: {host}\r\n" + body))
                    .startsWith("HTTP/1.1 408")
                    .contains("{\"error\":\"The rest of the request's body did not come. Send it again.\"}");
        }
        assertThat(gateway.relayed()).isEmpty();
        gateway.assertUnharmed();
    }

    @Test
    void aConnectionThatNobodyUsesIsClosed() throws IOException {
        AttackedGateway gateway = open(NEVER, NEVER, SOON);
        assertThat(gateway.everythingAfter("")).isEmpty();
        assertThat(gateway.everythingAfter("\r\n")).isEmpty();
        AttackedGateway patient = open(NEVER, NEVER, LONGER);
        assertThat(patient.everythingAfter("GET /_broker/health HTTP/1.1\r\nHost: {host}\r\n\r\n"))
                .endsWith("{\"status\":\"ok\"}\n");
    }

    @Test
    void noneOfThisTouchesAConnectionWhoseAnswerIsStillComing() throws Exception {
        AttackedGateway gateway = open(LONGER, LONGER, LONGER);
        Gate end = new Gate();
        gateway.upstream()
                .on(
                        "/api/chat",
                        Reply.ndjson(List.of("{\"n\":1}", "{\"done\":true}")).holdAfter(1, end));
        try (RawHttp client = gateway.connect()) {
            client.send(gateway.bytes("POST /api/chat HTTP/1.1\r\nHost: {host}\r\nContent-Length: " + CHAT.length()
                    + "\r\n\r\n" + CHAT + "GET /api/ps HT"));
            client.readHead();
            assertThat(client.readPiece()).isInstanceOf(Piece.Content.class);
            try (RawHttp idle = gateway.connect()) {
                // ends by the same limits, twice, while the answer stands still
                idle.readUntilClosed();
            }
            try (RawHttp idle = gateway.connect()) {
                idle.readUntilClosed();
            }
            end.open();
            assertThat(client.readPiece()).isInstanceOf(Piece.Content.class);
            assertThat(client.readPiece()).isInstanceOf(Piece.End.class);
            // the rest of the head has its whole time from now on
            Answer next =
                    client.send(gateway.bytes("TP/1.1\r\nHost: {host}\r\n\r\n")).readAnswer();
            assertThat(next.status()).isEqualTo(200);
        }
        gateway.assertUnharmed();
    }
}
