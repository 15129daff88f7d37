package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusJson;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.process.DaemonProcess;

/** The HTTP front of a running daemon, as a tool of somebody else sees it. */
record Gateway(HostPort address) {

    static final String CHAT = "/api/chat";
    static final String LOCAL = "local_ollama";
    static final String CLOUD = "cloud_proxy";
    /** On a busy computer a connection may be tried in vain once or twice, with a pause before the next look. */
    private static final Duration CHANGES = Until.LIMIT.multipliedBy(3);

    static Gateway of(DaemonProcess daemon) {
        return new Gateway(daemon.gateway());
    }

    /** A streamed chat, read to its end. */
    Answer chat(String model, String question) throws IOException {
        return RawHttp.post(address, CHAT, body(model, question));
    }

    /** A streamed chat whose head and first piece have come; the caller reads on, and closes it. */
    OpenChat openChat(String model, String question) throws IOException {
        RawHttp http = RawHttp.connect(address);
        http.request("POST", CHAT, Bytes.utf8(body(model, question)));
        return new OpenChat(http, http.readHead(), http.readPiece());
    }

    private static String body(String model, String question) {
        return JsonObject.of("model", model, "messages", List.of(JsonObject.of("role", "user", "content", question)))
                .toJson();
    }

    DaemonStatus status() throws IOException {
        return StatusJson.read(
                Json.parseObject(RawHttp.get(address, "/_broker/status").body().toArray()));
    }

    /** Waits until the status is as wished. */
    DaemonStatus await(String what, Predicate<DaemonStatus> wish) throws IOException, InterruptedException {
        boolean came = Until.holds(CHANGES, () -> wish.test(statusNow()));
        DaemonStatus last = status();
        assertThat(came).as("%s; the last status was %s", what, last).isTrue();
        return last;
    }

    void await(String connection, HealthState state) throws IOException, InterruptedException {
        await(connection + " is " + state.word(), status -> state(status, connection) == state);
    }

    static HealthState state(DaemonStatus status, String connection) {
        return status.snapshot()
                .connection(new ConnectionId(connection))
                .map(found -> found.health().state())
                .orElse(HealthState.UNKNOWN);
    }

    private DaemonStatus statusNow() {
        try {
            return status();
        } catch (IOException e) {
            throw new AssertionError("the status cannot be read", e);
        }
    }

    /** Whether a program listens there. */
    static boolean listens(HostPort at) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(at.host(), at.port()));
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
