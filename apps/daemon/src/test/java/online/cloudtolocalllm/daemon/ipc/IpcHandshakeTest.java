package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import online.cloudtolocalllm.protocol.Handshake;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Who gets in, on real sockets. */
class IpcHandshakeTest {

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void bothSidesProveThemselves() throws Exception {
        try (LiveServer live = new LiveServer(IpcLimits.STANDARD)) {
            TestClient client = live.client();
            assertThat(client.ask("{\"command\":\"PING\"}").text("status")).contains("pong");
            assertThat(live.server.clients()).isEqualTo(1);
        }
    }

    @Test
    void everySessionHasItsOwnNonceAndEveryServerItsOwnSecret() throws Exception {
        try (LiveServer live = new LiveServer(IpcLimits.STANDARD);
                LiveServer other = new LiveServer(IpcLimits.STANDARD)) {
            String nonce = Handshake.randomText();
            JsonObject first = live.connect().hello(nonce);
            JsonObject second = live.connect().hello(nonce);
            assertThat(first.text("nonce")).isNotEqualTo(second.text("nonce"));
            assertThat(first.text("instance")).contains(live.credentials().instance());
            assertThat(live.credentials().secret())
                    .isNotEqualTo(other.credentials().secret());
        }
    }

    @Test
    void foreignBytesCloseWithoutAReply() throws Exception {
        try (LiveServer live = new LiveServer(IpcLimits.STANDARD)) {
            for (String bytes : new String[] {
                "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n{\"command\":\"PING\"}\n",
                "\r\n\r\n{\"command\":\"PING\"}\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
                "{\"command\":\"PING\"\n",
                "{\"command\":\"\u00ff\"}\n",
                "{\"command\":\"PING\",\"command\":\"PING\"}\n",
                "{" + "x".repeat(5000)
            }) {
                TestClient client = live.connect();
                client.write(ascii(bytes));
                client.expectClosed();
            }
            assertThat(live.client().ask("{\"command\":\"PING\"}").text("status"))
                    .contains("pong");
        }
    }

    @Test
    void threeCommandsWithoutAuthenticationClose() throws Exception {
        try (LiveServer live = new LiveServer(IpcLimits.STANDARD)) {
            TestClient client = live.connect();
            for (int i = 0; i < 3; i++) {
                assertThat(client.ask("{\"command\":\"QUIT\"}").toJson())
                        .isEqualTo("{\"error\":\"authentication required\",\"code\":\"auth_required\"}");
            }
            client.expectClosed();
            assertThat(live.control.quit.getCount()).isEqualTo(1);
        }
    }

    @Test
    void wrongProofsAreSentAwayWhileAGoodClientWorks() throws Exception {
        try (LiveServer live = new LiveServer(IpcLimits.STANDARD)) {
            TestClient good = live.client();
            for (int i = 0; i < 200; i++) {
                try (TestClient bad = new TestClient(live.credentials())) {
                    bad.hello(Handshake.randomText());
                    JsonObject refusal = bad.auth(Handshake.randomText());
                    assertThat(refusal.flag("ok", true)).isFalse();
                    assertThat(refusal.object("error").text("code")).contains("wrong_proof");
                    bad.expectClosed();
                }
                assertThat(good.ask("{\"command\":\"PING\"}").text("status")).contains("pong");
            }
        }
    }

    @Test
    void whoDoesNotFinishTheHandshakeInTimeIsCutOff() throws Exception {
        try (LiveServer live = new LiveServer(IpcLimits.STANDARD.withHandshake(Duration.ofSeconds(4)))) {
            TestClient good = live.client();
            TestClient silent = live.connect();
            TestClient half = live.connect();
            half.hello(Handshake.randomText());
            silent.expectClosed();
            half.expectClosed();
            assertThat(good.ask("{\"command\":\"PING\"}").text("status")).contains("pong");
        }
    }

    @Test
    void aStrangerTooManyPushesTheOldestOut() throws Exception {
        try (LiveServer live =
                new LiveServer(IpcLimits.STANDARD.withConnections(2, 64).withHandshake(Duration.ofMinutes(1)))) {
            TestClient trusted = live.client();
            TestClient oldest = live.connect();
            oldest.hello(Handshake.randomText());
            TestClient second = live.connect();
            second.hello(Handshake.randomText());
            TestClient third = live.connect();
            third.hello(Handshake.randomText());
            oldest.expectClosed();
            assertThat(second.ask("{\"command\":\"PING\"}").text("status")).contains("pong");
            assertThat(third.ask("{\"command\":\"PING\"}").text("status")).contains("pong");
            assertThat(trusted.ask("{\"command\":\"PING\"}").text("status")).contains("pong");
        }
    }

    @Test
    void aClientTooManyIsRefusedUntilOneLeaves() throws Exception {
        try (LiveServer live = new LiveServer(IpcLimits.STANDARD.withConnections(16, 1))) {
            TestClient first = live.client();
            TestClient second = live.connect();
            assertThat(second.tryToAuthenticate().object("error").text("code")).contains("too_many_connections");
            second.expectClosed();
            assertThat(first.ask("{\"command\":\"PING\"}").text("status")).contains("pong");
        }
    }

    @Test
    void aTakenPortIsAValue() throws Exception {
        try (LiveServer live = new LiveServer(IpcLimits.STANDARD)) {
            int port = live.credentials().port();
            assertThat(IpcServer.open(
                            live.threads,
                            port,
                            FakeControl.STARTED,
                            IpcLimits.STANDARD,
                            live.control,
                            IpcAccess.open()))
                    .isInstanceOfSatisfying(IpcServer.Opening.Refused.class, refused -> {
                        assertThat(refused.port()).isEqualTo(port);
                        assertThat(refused.reason()).isEqualTo(whyNobodyElseCanListenOn(port));
                    });
        }
    }

    /** In the system's words, which are those of its language. */
    private static String whyNobodyElseCanListenOn(int port) {
        BindException taken = catchThrowableOfType(
                BindException.class, () -> new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1")));
        return String.valueOf(taken.getMessage());
    }
}
