package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.ipc.RawIpc;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.Test;

/** As many clients as there may be, and one more. */
class ManyClientsTest {

    private static final int CLIENTS = 64;

    @Test
    void sixtyFourClientsWorkAtOnceAndOneMoreIsRefusedUntilOneLeaves() throws Exception {
        List<RawIpc> clients = new ArrayList<>();
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                TemporaryHome home = TemporaryHome.with(Connections.none().local(upstream.url()));
                DaemonProcess daemon = Programs.startDaemon(home)) {
            Gateway.of(daemon).await(Gateway.LOCAL, HealthState.UP);
            try {
                for (int i = 0; i < CLIENTS; i++) {
                    clients.add(RawIpc.authenticated(daemon.credentials()));
                }
                assertOneMoreIsRefused(daemon);
                for (int i = 0; i < CLIENTS; i++) {
                    clients.get(i).send(chat(i));
                }
                for (int i = 0; i < CLIENTS; i++) {
                    JsonObject said = clients.get(i).read();
                    assertThat(said.toJson()).startsWith("{\"id\":" + i + ",\"result\":");
                    assertThat(said.object("result").object("message").text("content"))
                            .contains(Offer.usual().text());
                }
                assertOneMoreIsRefused(daemon);
                clients.removeLast().close();
                assertThat(Until.holds(Until.LIMIT, () -> isTaken(daemon))).isTrue();
            } finally {
                for (RawIpc client : clients) {
                    client.close();
                }
            }
            assertThat(daemon.stop().errors()).isEmpty();
        }
    }

    private static JsonObject chat(int id) {
        return JsonObject.of("command", "PROXY_REQUEST", "id", id)
                .with("method", "POST")
                .with("path", Gateway.CHAT)
                .with(
                        "data",
                        JsonObject.of(
                                "model", "tiny", "messages", List.of(JsonObject.of("role", "user", "content", "hi"))));
    }

    private static void assertOneMoreIsRefused(DaemonProcess daemon) throws Exception {
        try (RawIpc more = RawIpc.connect(daemon.credentials())) {
            JsonObject refusal = more.tryToAuthenticate("test/1");
            assertThat(refusal.flag("ok", true)).isFalse();
            assertThat(refusal.object("error").text("code")).contains("too_many_connections");
            assertThat(more.readUntilClosed()).isEqualTo(Bytes.NONE);
        }
    }

    private static boolean isTaken(DaemonProcess daemon) {
        try (RawIpc next = RawIpc.connect(daemon.credentials())) {
            return next.tryToAuthenticate("test/1").flag("ok", false);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
