package online.cloudtolocalllm.daemon.report;

import static online.cloudtolocalllm.daemon.report.WatchedGateway.connection;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Header;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.recorded.RealServer;
import online.cloudtolocalllm.testkit.recorded.Recording;
import online.cloudtolocalllm.testkit.recorded.ReplayUpstream;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Requests through real sockets, as every page, the totals and the log tell of them. */
class WatchedRequestsTest {

    private static final String PROMPT = "PROMPT-nobody-may-read";
    private static final String CHAT =
            "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"" + PROMPT + "\"}]}";
    private static final List<String> LINES = List.of(
            "{\"message\":{\"content\":\"ANSWER-nobody-may-read\"},\"done\":false}",
            "{\"message\":{\"content\":\"\"},\"done\":true,\"prompt_eval_count\":5,\"eval_count\":9,"
                    + "\"eval_duration\":1000000000}");

    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Lines lines = new Lines();
    private final Logger logger = (Logger) LoggerFactory.getLogger("requests");

    @TempDir
    Path folder;

    private ScriptedUpstream local;
    private ScriptedUpstream cloud;

    private final class Lines extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            logged.add(event.getFormattedMessage());
        }
    }

    @BeforeEach
    void open() throws IOException {
        local = ScriptedUpstream.ollama();
        cloud = ScriptedUpstream.cloud("cloud-token", Offer.usual());
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
    }

    @AfterEach
    void close() throws IOException {
        logger.detachAppender(lines);
        local.close();
        cloud.close();
    }

    private WatchedGateway gateway() throws IOException {
        return gateway(Reply.ndjson(LINES));
    }

    private WatchedGateway gateway(Reply reply) throws IOException {
        local.on("/api/chat", reply);
        return new WatchedGateway(
                folder.resolve("totals.json"),
                List.of(
                        connection("local_ollama", "local_ollama", local.url()),
                        connection("cloud_proxy", "cloud_proxy", cloud.url())));
    }

    private static boolean isDone(JsonObject request) {
        return request.text("state", "").equals("done");
    }

    @ParameterizedTest
    @CsvSource({
        "OLLAMA, chat-stream, 6, 132, true",
        "OLLAMA, generate-whole, 6, 132, false",
        "OLLAMA, embed-one, 3, -1, false",
        "OLLAMA, v1-chat-stream, -1, 131, true",
        "OLLAMA, v1-chat-stream-usage, 6, 4, true",
        "OLLAMA, v1-messages-stream, 6, 8, true",
        "LLAMA_CPP, chat-stream, 6, 132, true",
        "LLAMA_CPP, messages-stream, 6, 8, true",
    })
    void tokensOfRealAnswers(RealServer server, String name, long prompt, long completion, boolean firstToken)
            throws Exception {
        Recording recording = Recording.of(server, name);
        try (ReplayUpstream upstream = ReplayUpstream.of(server);
                WatchedGateway gateway = new WatchedGateway(
                        folder.resolve("totals.json"), List.of(connection("real", "ollama", upstream.url())))) {
            Answer answer = RawHttp.post(
                    gateway.address(),
                    recording.requestHead().target(),
                    recording.requestBody().utf8());
            assertThat(answer.body()).isEqualTo(recording.body());

            JsonObject request = gateway.newest(WatchedRequestsTest::isDone);
            assertThat(request.integer("prompt_tokens").orElse(-1)).isEqualTo(prompt);
            assertThat(request.integer("completion_tokens").orElse(-1)).isEqualTo(completion);
            assertThat(request.has("first_token_ms")).isEqualTo(firstToken);
            assertThat(request.text("served_by")).contains("real");
            assertThat(request.text("model")).contains("tiny");
            assertThat(request.integer("bytes_out")).hasValue(recording.body().size());
            assertThat(request.text("outcome")).contains("whole");
        }
    }

    @Test
    void aRunningStreamIsSeenAndAClientThatLeavesIsTold() throws Exception {
        Gate gate = new Gate();
        try (WatchedGateway gateway = gateway(Reply.ndjson(LINES).holdAfter(1, gate))) {
            try (RawHttp client = RawHttp.connect(gateway.address())) {
                client.request("POST", "/api/chat", Bytes.utf8(CHAT));
                client.readHead();
                client.readPiece();
                JsonObject running =
                        gateway.newest(request -> request.has("first_token_ms") && request.has("completion_tokens"));
                assertThat(running.text("state")).contains("running");
                assertThat(running.text("outcome")).contains("running");
                assertThat(running.integer("completion_tokens"))
                        .as("so far, by the pieces")
                        .hasValue(1);
                assertThat(running.flag("estimated", false)).isTrue();
                assertThat(gateway.requests("?outcome=running")).hasSize(1);
                assertThat(PrometheusText.read(gateway.text("metrics")))
                        .containsEntry("cloudtolocalllm_requests_in_flight{}", 1.0);
            }
            JsonObject left = gateway.newest(WatchedRequestsTest::isDone);
            assertThat(left.text("outcome")).contains("client_left");
            assertThat(left.flag("estimated", false)).isTrue();
            gate.open();
        }
    }

    @Test
    void aFailoverIsListedCountedAndSaved() throws Exception {
        try (WatchedGateway gateway = gateway()) {
            RawHttp.post(gateway.address(), "/api/chat", CHAT);
            gateway.newest(WatchedRequestsTest::isDone);
            // The only probe has been answered when the list is asked for.
            local.awaitRequest("/api/tags");
            local.goDown();
            RawHttp.post(gateway.address(), "/api/chat", CHAT);
            JsonObject request = gateway.newest(
                    one -> isDone(one) && one.text("served_by", "").equals("cloud_proxy"));
            assertThat(request.array("attempts").objects())
                    .extracting(attempt -> attempt.text("connection", "") + " " + attempt.text("result", ""))
                    .containsExactly("local_ollama not_sent", "cloud_proxy passed_on");
            Map<String, Double> samples = PrometheusText.read(gateway.text("metrics"));
            assertThat(samples)
                    .containsEntry("cloudtolocalllm_failovers_total{from=local_ollama, to=cloud_proxy}", 1.0)
                    .containsEntry(
                            "cloudtolocalllm_tokens_total{connection=local_ollama, direction=completion,"
                                    + " estimated=false, model=tiny}",
                            9.0);
            assertThat(gateway.json("totals").object("all").integer("requests")).hasValue(2);
        }
        try (WatchedGateway gateway = gateway()) {
            assertThat(gateway.requests("")).isEmpty();
            JsonObject totals = gateway.json("totals");
            assertThat(totals.object("connections").object("local_ollama").integer("failed_attempts"))
                    .hasValue(1);
            assertThat(totals.object("models").object("tiny").integer("requests"))
                    .hasValue(2);
        }
    }

    @Test
    void nothingTellsWhatWasSaid() throws Exception {
        try (WatchedGateway gateway = gateway()) {
            RawHttp.post(
                    gateway.address(),
                    "/api/chat?key=QUERY-nobody-may-read",
                    CHAT,
                    new Header("Authorization", "Bearer TOKEN-nobody-may-read"),
                    new Header("User-Agent", "curl/8 (\u00e4)"));
            gateway.newest(WatchedRequestsTest::isDone);
            assertThat(Until.holds(Until.LIMIT, () -> !logged.isEmpty())).isTrue();
            assertThat(gateway.text("requests")
                            + gateway.text("metrics")
                            + gateway.text("totals")
                            + String.join("\n", logged))
                    .contains("tiny")
                    .doesNotContain("nobody-may-read", "cloud-token", PROMPT);
        }
        assertThat(folder.resolve("totals.json"))
                .content()
                .contains("tiny")
                .doesNotContain("nobody-may-read", "cloud-token");
        assertThat(logged).allMatch(line -> line.startsWith("id="));
    }

    @Test
    void ipcClientsReadTheSame() throws Exception {
        try (WatchedGateway gateway = gateway()) {
            RawHttp.post(gateway.address(), "/api/chat", CHAT);
            JsonObject newest = gateway.newest(WatchedRequestsTest::isDone);
            assertThat(gateway.ask("LIST_REQUESTS", JsonObject.of("limit", 1))
                            .array("requests")
                            .objects())
                    .containsExactly(newest);
            JsonObject list = gateway.ask("LIST_REQUESTS", JsonObject.EMPTY);
            assertThat(gateway.ask(
                            "LIST_REQUESTS",
                            JsonObject.of("after", list.get("next").orElseThrow())))
                    .as("what was told is not told again")
                    .isEqualTo(list.with("requests", List.of()));
            assertThat(gateway.ask("LIST_REQUESTS", JsonObject.of("limit", 0)).text("code"))
                    .contains("bad_request");
            assertThat(gateway.ask("GET_STATS", JsonObject.EMPTY).object("all").integer("requests"))
                    .hasValue(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"/api/tags, 200", "/v1/models/nope, 404"})
    void whatTheGatewayAnswersItselfHasItsStatus(String path, int status) throws Exception {
        try (WatchedGateway gateway = gateway()) {
            assertThat(RawHttp.get(gateway.address(), path).status()).isEqualTo(status);
            JsonObject newest = gateway.newest(WatchedRequestsTest::isDone);
            assertThat(newest.text("path")).contains(path);
            assertThat(newest.integer("status")).hasValue(status);
        }
    }

    @Test
    void aWrongQueryIsRefusedInWords() throws Exception {
        try (WatchedGateway gateway = gateway()) {
            Answer answer = RawHttp.get(gateway.address(), "/_broker/requests?limit=none");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("from 1 to 1000");
        }
    }

    @Test
    void totalsThatCannotBeSavedHarmNobody() throws Exception {
        Files.createDirectory(folder.resolve("totals.json"));
        try (WatchedGateway gateway = gateway()) {
            assertThat(RawHttp.post(gateway.address(), "/api/chat", CHAT).status())
                    .isEqualTo(200);
            gateway.newest(WatchedRequestsTest::isDone);
        }
        assertThat(folder.resolve("totals.json")).isEmptyDirectory();
    }
}
