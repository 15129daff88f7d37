package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is too large is refused with the status that says so, and what is just small enough passes. */
@ExtendWith(NoBufferLeaks.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestLimitsTest {

    private static final int BODY_BYTES = 1024 * 1024;
    private static final int KIB = 1024;
    private static final String PATH_TO_OTHER = "/other";

    private AttackedGateway gateway;

    @BeforeAll
    void open() throws IOException {
        gateway = new AttackedGateway(limits(64));
    }

    @AfterAll
    void close() throws IOException {
        gateway.close();
    }

    private static GatewayLimits limits(int connections) {
        Duration never = Duration.ofMinutes(10);
        return new GatewayLimits(never, never, never, never, Duration.ofSeconds(1), BODY_BYTES, connections);
    }

    private int status(String request) throws IOException {
        try (RawHttp client = gateway.connect()) {
            int status = client.send(gateway.bytes(request)).readAnswer().status();
            gateway.assertUnharmed();
            return status;
        }
    }

    @ParameterizedTest
    @CsvSource({"0,200", "1,431", "1000000,431"})
    void aHeadMayHave64KiB(int beyond, int status) throws IOException {
        String start = gateway.bytes("GET /api/ps HTTP/1.1\r\nHost: {host}\r\nX-Long: ")
                .latin1();
        int value = 64 * KIB - start.length() - 4 + beyond;
        assertThat(status(start + "a".repeat(value) + "\r\n\r\n")).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"199,200", "200,431", "5000,431"})
    void aHeadMayHave200Fields(int besideHost, int status) throws IOException {
        assertThat(status("GET /api/ps HTTP/1.1\r\nHost: {host}\r\n" + "a:b\r\n".repeat(besideHost) + "\r\n"))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"0,200", "1,414", "2000000,414"})
    void aTargetMayHave16KiB(int beyond, int status) throws IOException {
        String query = "a".repeat(16 * KIB - "/api/ps?".length() + beyond);
        assertThat(status("GET /api/ps?" + query + " HTTP/1.1\r\nHost: {host}\r\n\r\n"))
                .isEqualTo(status);
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeIsRefusedBeforeItComes() throws IOException {
        for (String length :
                new String[] {String.valueOf(BODY_BYTES + 1), "1000000000", String.valueOf(Long.MAX_VALUE)}) {
            assertThat(status("POST /api/chat HTTP/1.1\r\nHost: {host}\r\nContent-Length: " + length + "\r\n\r\n"))
                    .isEqualTo(413);
        }
        assertThat(gateway.relayed()).noneMatch(request -> request.path().equals("/api/chat"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/chat", "/v1/chat/completions", "/v1/messages"})
    void aBodyThatTurnsOutTooLargeIsRefusedWhileItComes(String path) throws IOException {
        try (RawHttp client = gateway.connect()) {
            client.send(
                    gateway.bytes("POST " + path + " HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n"));
            String chunk = "4000\r\n" + "x".repeat(16 * KIB) + "\r\n";
            for (int i = 0; i < 3 * BODY_BYTES / (16 * KIB); i++) {
                client.send(chunk);
            }
            Answer answer = client.send("0\r\n\r\n").readAnswer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text())
                    .contains("larger than 1 MiB")
                    .startsWith(
                            path.equals("/v1/messages")
                                    ? "{\"type\":\"error\""
                                    : path.startsWith("/v1") ? "{\"error\":{" : "{\"error\":\"");
        }
        assertThat(gateway.upstream().requests(path)).isEmpty();
        gateway.assertUnharmed();
    }

    @Test
    void aBodyThatTurnsOutTooLargeWhileItIsPassedOnEndsTheUpstreamsRequest() throws Exception {
        try (RawHttp client = gateway.connect()) {
            client.send(gateway.bytes(
                    "POST " + PATH_TO_OTHER + " HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n"));
            String chunk = "4000\r\n" + "x".repeat(16 * KIB) + "\r\n";
            for (int i = 0; i <= BODY_BYTES / (16 * KIB); i++) {
                client.send(chunk);
            }
            assertThat(client.readAnswer().status()).isEqualTo(413);
        }
        gateway.assertUnharmed();
        assertThat(gateway.upstream().requests(PATH_TO_OTHER)).isEmpty();
    }

    @Test
    void aClientThatAnnouncesMuchAndLeavesCostsNothing() throws IOException {
        for (String path : new String[] {"/api/chat", "/api/blobs/sha256:0"}) {
            try (RawHttp client = gateway.connect()) {
                client.send(gateway.bytes(
                        "POST " + path + " HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1000000\r\n\r\n{"));
            }
            try (RawHttp client = gateway.connect()) {
                client.send(gateway.bytes(
                        "POST " + path + " HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1000000\r\n\r\n{"));
                client.reset();
            }
        }
        gateway.assertUnharmed();
        assertThat(gateway.upstream().requests("/api/chat")).isEmpty();
    }

    @Test
    void connectionsBeyondTheLimitAreToldSo() throws IOException {
        String health = "GET /_broker/health HTTP/1.1\r\nHost: localhost\r\n\r\n";
        try (AttackedGateway small = new AttackedGateway(limits(2));
                RawHttp first = small.connect();
                RawHttp second = small.connect()) {
            assertThat(first.send(health).readAnswer().status()).isEqualTo(200);
            assertThat(second.send(health).readAnswer().status()).isEqualTo(200);
            try (RawHttp tooMany = small.connect()) {
                Answer answer = tooMany.readAnswer();
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.head().first("Retry-After")).isPresent();
                assertThat(answer.text()).contains("too many connections");
            }
            assertThat(first.send(health).readAnswer().status()).isEqualTo(200);
        }
    }
}
