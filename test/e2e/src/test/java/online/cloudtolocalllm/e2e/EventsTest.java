package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import online.cloudtolocalllm.protocol.Handshake;
import online.cloudtolocalllm.protocol.IpcCredentials;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusJson;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.Test;

/** What a real daemon tells its subscribers. */
class EventsTest {

    /** A subscriber that reads line by line. */
    private record Subscriber(Socket socket, BufferedReader in) implements AutoCloseable {

        static Subscriber of(IpcCredentials credentials) throws IOException {
            Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), credentials.port());
            socket.setSoTimeout((int) Until.LIMIT.toMillis());
            Subscriber subscriber = new Subscriber(
                    socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)));
            String mine = Handshake.randomText();
            subscriber.say(JsonObject.of("command", "HELLO", "v", 1).with("nonce", mine));
            String theirs = subscriber.hear().orElseThrow().text("nonce", "");
            subscriber.say(JsonObject.of(
                    "command",
                    "AUTH",
                    "proof",
                    Handshake.proof(credentials.secret(), Handshake.Side.CLIENT, mine, theirs, credentials.port())));
            assertThat(subscriber.hear().orElseThrow().flag("ok", false)).isTrue();
            subscriber.say(JsonObject.of("command", "SUBSCRIBE", "id", 1));
            assertThat(subscriber.hear().orElseThrow().flag("ok", false)).isTrue();
            return subscriber;
        }

        void say(JsonObject message) throws IOException {
            socket.getOutputStream().write((message.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
        }

        /** The next line; empty at the end. */
        Optional<JsonObject> hear() throws IOException {
            String line = in.readLine();
            return line == null ? Optional.empty() : Optional.of(Json.parseObject(line));
        }

        /** Hears until each of these events was told as wished, in whatever order; the first of each. */
        Map<String, JsonObject> await(Map<String, Predicate<JsonObject>> wishes) throws IOException {
            Map<String, JsonObject> told = new HashMap<>();
            while (told.size() < wishes.size()) {
                JsonObject next = hear().orElseThrow();
                String event = next.text("command", "");
                if (wishes.containsKey(event) && wishes.get(event).test(next)) {
                    told.putIfAbsent(event, next);
                }
            }
            return told;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** A probe that noticed a loss before the next request would leave nothing to fail over from. */
    private static TemporaryHome probedOnce(Connections connections) throws IOException {
        TemporaryHome home = TemporaryHome.with(connections);
        home.probeOnce();
        return home;
    }

    private static boolean isDown(JsonObject snapshot) {
        try {
            return Gateway.state(StatusJson.read(snapshot), Gateway.LOCAL) == HealthState.DOWN;
        } catch (MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aSubscriberHearsOfAConnectionThatIsLostOfTheFailoverAndOfTheEnd() throws Exception {
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                ScriptedUpstream other = ScriptedUpstream.ollama();
                TemporaryHome home =
                        probedOnce(Connections.none().local(upstream.url()).other("box", "ollama", other.url(), 30));
                DaemonProcess daemon = Programs.startDaemon(home)) {
            Gateway gateway = Gateway.of(daemon);
            gateway.await(Gateway.LOCAL, HealthState.UP);
            gateway.await("box", HealthState.UP);
            try (Subscriber subscriber = Subscriber.of(daemon.credentials())) {
                JsonObject first = subscriber.hear().orElseThrow();
                assertThat(first.text("command")).contains("STATUS");
                assertThat(StatusJson.read(first.object("snapshot")).clients()).isEqualTo(1);

                upstream.goDown();
                for (int failedConnects = 0; failedConnects < 3; failedConnects++) {
                    assertThat(RawHttp.post(daemon.gateway(), Gateway.CHAT, "{\"model\":\"tiny\"}")
                                    .status())
                            .isEqualTo(200);
                }
                Map<String, JsonObject> told = subscriber.await(Map.of(
                        "FAILOVER",
                        event -> true,
                        "CONNECTION_STATUS_CHANGED",
                        event -> event.object("status").text("state", "").equals("error"),
                        "STATUS",
                        event -> isDown(event.object("snapshot"))));
                JsonObject failover = Objects.requireNonNull(told.get("FAILOVER"));
                assertThat(failover.text("from")).contains(Gateway.LOCAL);
                assertThat(failover.text("to")).contains("box");
                assertThat(failover.text("model")).contains("tiny");
                JsonObject changed = Objects.requireNonNull(told.get("CONNECTION_STATUS_CHANGED"));
                assertThat(changed.text("connection_type")).contains(Gateway.LOCAL);

                daemon.process().signal("TERM");
                subscriber.await(Map.of("SHUTTING_DOWN", event -> true));
                assertThat(home.locations().trayPort()).doesNotExist();
                assertThat(subscriber.hear()).as("nothing comes after it").isEmpty();
                assertThat(daemon.process().awaitExit(Until.LIMIT).exitCode()).isZero();
            }
        }
    }
}
