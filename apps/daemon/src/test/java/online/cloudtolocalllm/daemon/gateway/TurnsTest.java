package online.cloudtolocalllm.daemon.gateway;

import static online.cloudtolocalllm.daemon.gateway.AttackedGateway.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Head;
import online.cloudtolocalllm.testkit.http.Header;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.SeenRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several requests on one connection: one at a time, in order, each with its own body and its own answer. */
@ExtendWith(NoBufferLeaks.class)
class TurnsTest {

    private AttackedGateway gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new AttackedGateway();
    }

    @AfterEach
    void close() throws IOException {
        gateway.close();
    }

    private static String get(String target) {
        return "GET " + target + " HTTP/1.1\r\nHost: {host}\r\n\r\n";
    }

    private static String post(String target, String body) {
        return "POST " + target + " HTTP/1.1\r\nHost: {host}\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void threeRequestsInOneWriteAreAnsweredInOrderOneAtATime() throws Exception {
        Gate first = new Gate();
        gateway.upstream().on("/api/chat", new Fault.LateFirstByte(Reply.json("{\"n\":1}"), first));
        gateway.upstream().on("/api/generate", Reply.json("{\"n\":2}"));
        gateway.upstream().on("/api/embed", Reply.json("{\"n\":3}"));
        try (RawHttp client = gateway.connect()) {
            client.send(gateway.bytes(post("/api/chat", "{\"a\":1}")
                    + "POST /api/generate HTTP/1.1\r\n"
                    + "Host: {host}\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n"
                    + "7\r\n"
                    + "{\"b\":2}\r\n"
                    + "0\r\n\r\n"
                    + post("/api/embed", "{\"c\":3}")));
            first.awaitReached();
            assertThat(gateway.relayed()).hasSize(1);
            first.open();
            for (int i = 1; i <= 3; i++) {
                assertThat(client.readAnswer().text()).isEqualTo("{\"n\":" + i + "}");
            }
        }
        assertThat(gateway.relayed())
                .extracting(request -> request.body().utf8())
                .containsExactly("{\"a\":1}", "{\"b\":2}", "{\"c\":3}");
        gateway.assertUnharmed();
    }

    @Test
    void aRefusedRequestEndsTheConnectionAfterTheAnswersInFrontOfIt() throws IOException {
        String all = gateway.everythingAfter(
                get("/api/ps") + get("/_broker/nothing") + "GET / HTTP/1.1\r\nX : 1\r\n\r\n" + get("/late"));
        assertThat(all).containsSubsequence("HTTP/1.1 200 OK", "HTTP/1.1 404 Not Found", "HTTP/1.1 400 Bad Request");
        assertThat(gateway.relayed()).extracting(SeenRequest::path).containsExactly("/api/ps");
        gateway.assertUnharmed();
    }

    @Test
    void manyRequestsInOneWriteAreAllAnswered() throws IOException {
        int many = 1_500;
        try (RawHttp client = gateway.connect()) {
            Thread sender = Thread.ofVirtual()
                    .start(() -> send(
                            client, get("/api/ps") + get("/_broker/nothing").repeat(many)));
            assertThat(client.readAnswer().status()).isEqualTo(200);
            for (int i = 0; i < many; i++) {
                assertThat(client.readAnswer().status()).isEqualTo(404);
            }
            join(sender);
        }
        gateway.assertUnharmed();
    }

    private void send(RawHttp client, String requests) {
        try {
            client.send(gateway.bytes(requests));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aClientThatLeavesWithRequestsStillWaitingIsNoticed() throws Exception {
        gateway.upstream().on("/api/chat", new Fault.HangsBeforeFirstByte());
        try (RawHttp client = gateway.connect()) {
            client.send(gateway.bytes(post("/api/chat", CHAT) + get("/api/ps") + get("/api/ps")));
            gateway.upstream().awaitRequest("/api/chat");
        }
        gateway.assertUnharmed();
        gateway.upstream().awaitClientGone(gateway.relayed().getFirst());
        assertThat(gateway.relayed()).hasSize(1);
    }

    @Test
    void aClientThatClosesItsHalfHasGone() throws Exception {
        gateway.upstream().on("/api/chat", new Fault.HangsBeforeFirstByte());
        try (RawHttp client = gateway.connect()) {
            client.send(gateway.bytes(post("/api/chat", CHAT)));
            SeenRequest request = gateway.upstream().awaitRequest("/api/chat");
            client.halfClose();
            gateway.upstream().awaitClientGone(request);
            assertThat(client.readUntilClosed().isEmpty()).isTrue();
        }
        gateway.assertUnharmed();
    }

    @Test
    void aClientThatClosesItsHalfInsideARequestGetsNoAnswerAndTheUpstreamNoRequest() throws IOException {
        for (String cut :
                List.of("POST /api/ch", "POST /api/chat HTTP/1.1\r\nHost: {host}\r\nContent-Length: 9\r\n\r\n{")) {
            try (RawHttp client = gateway.connect()) {
                client.send(gateway.bytes(cut)).halfClose();
                assertThat(client.readUntilClosed().isEmpty()).isTrue();
            }
        }
        assertThat(gateway.relayed()).isEmpty();
        gateway.assertUnharmed();
    }

    @Test
    void whoAsksFirstIsToldToContinueAndTheUpstreamIsNotAsked() throws IOException {
        for (String body : List.of(CHAT, CHAT + " ".repeat(5_000_000))) {
            try (RawHttp client = gateway.connect()) {
                client.send(gateway.bytes(
                        "POST /api/chat HTTP/1.1\r\nHost: {host}\r\nExpect: 100-continue\r\nContent-Length: "
                                + body.length() + "\r\n\r\n"));
                assertThat(client.readHead().status()).isEqualTo(100);
                client.send(body);
                assertThat(client.readAnswer().text()).contains("\"done\":true");
                client.send(gateway.bytes(get("/api/ps")));
                assertThat(client.readAnswer().status()).isEqualTo(200);
            }
        }
        assertThat(gateway.upstream().requests("/api/chat"))
                .allMatch(request -> request.header("Expect").isEmpty());
        gateway.assertUnharmed();
    }

    @Test
    void whoAsksFirstAndIsRefusedIsNeverToldToContinue() throws IOException {
        List<Header> refused = List.of(
                new Header("Host", "example.com"),
                new Header("Origin", "https://example.com"),
                new Header("X-Privacy", "secret"),
                new Header("X-Connection", "nobody"),
                new Header("Content-Length", "1000000000"),
                new Header("Expect", "miracles"));
        for (Header field : refused) {
            String host = field.is("Host") ? "" : "Host: {host}\r\n";
            String expect = field.is("Expect") ? "" : "Expect: 100-continue\r\n";
            String length = field.is("Content-Length") ? "" : "Content-Length: 9\r\n";
            String answer = gateway.everythingAfter(
                    "POST /api/pull HTTP/1.1\r\n" + host + expect + length + field + "\r\n\r\n");
            assertThat(answer).as(field.toString()).startsWith("HTTP/1.1 4").containsIgnoringCase("connection: close");
        }
        assertThat(gateway.relayed()).isEmpty();
        gateway.assertUnharmed();
    }

    @Test
    void anOldClientsExpectationIsOverlooked() throws IOException {
        String answer = gateway.everythingAfter("POST /api/chat HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: "
                + CHAT.length() + "\r\n\r\n" + CHAT);
        assertThat(answer).startsWith("HTTP/1.1 200 OK").contains("\"done\":true");
    }

    @Test
    void aRefusalDoesNotEndAConnectionWhoseRequestHadNoBody() throws IOException {
        try (RawHttp client = gateway.connect()) {
            Answer refused = client.request("GET", "/api/ps", Bytes.NONE, new Header("X-Privacy", "x"))
                    .readAnswer();
            assertThat(refused.status()).isEqualTo(400);
            Head next =
                    client.request("GET", "/api/ps", Bytes.NONE).readAnswer().head();
            assertThat(next.status()).isEqualTo(200);
            assertThat(next.closes()).isFalse();
        }
    }
}
