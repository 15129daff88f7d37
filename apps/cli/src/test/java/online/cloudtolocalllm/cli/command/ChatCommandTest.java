package online.cloudtolocalllm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.Function;
import online.cloudtolocalllm.cli.fake.FakeServer;
import online.cloudtolocalllm.cli.fake.Scene;
import online.cloudtolocalllm.cli.fake.Scene.Ending;
import online.cloudtolocalllm.cli.fake.Statuses;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatCommandTest {

    private static final String HEADERS = "X-Served-By: local_ollama\r\nX-Attempts: 2\r\nX-Model: tiny\r\n";
    private static final String HEL = "{\"message\":{\"content\":\"Hel\"},\"done\":false}";
    private static final String LO = "{\"message\":{\"content\":\"lo ü\"},\"done\":false}";
    private static final String DONE =
            "{\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\",\"eval_count\":76,\"eval_duration\":2000000000}";

    @TempDir
    Path home;

    @Test
    void theAnswerStreamsAndTheRemarkGoesElsewhere() throws Exception {
        Ending ending = chat(
                new Scene(home).terminal(80).with("NO_COLOR", "1"),
                request -> FakeServer.stream(HEADERS, HEL, LO, DONE),
                "chat",
                "hi",
                "there");
        assertThat(ending.out()).isEqualTo("Hello ü\n");
        assertThat(ending.err())
                .startsWith("● local_ollama · tiny · 38 tokens/s · first token ")
                .contains("2 connections asked");
        assertThat(ending.exitCode()).isZero();
    }

    @Test
    void theRequestSaysWhatWasAsked() throws Exception {
        Ending ending = chat(
                new Scene(home).input("piped\n"),
                request -> {
                    JsonObject body = body(request);
                    return FakeServer.stream(
                            "",
                            JsonObject.of("message", JsonObject.of("content", body.toJson()), "done", true)
                                    .toJson());
                },
                "chat",
                "--system",
                "be short",
                "Explain:");
        assertThat(Json.parseObject(ending.out())).isEqualTo(Json.parseObject("""
            {"model":"llama3.2","messages":[{"role":"system","content":"be short"},
             {"role":"user","content":"Explain:\\n\\npiped\\n"}],"stream":true}\
            """));
        assertThat(ending.err()).isEmpty();
    }

    @Test
    void anotherModelAndPipedTextAlone() throws Exception {
        Ending ending = chat(
                new Scene(home).input("just this"),
                request -> {
                    assertThat(body(request).text("model")).contains("other");
                    return FakeServer.stream("", LO, DONE);
                },
                "chat",
                "--model",
                "other");
        assertThat(ending.out()).isEqualTo("lo ü\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "no end marker", "error line", "garbage", "reset length", "bad chunk", "huge chunk"})
    void aBrokenStreamNeverLooksWhole(String fault) throws Exception {
        Ending ending = chat(
                new Scene(home),
                request -> switch (fault) {
                    case "cut" -> FakeServer.cutStream(HEADERS, HEL);
                    case "no end marker" -> FakeServer.stream(HEADERS, HEL);
                    case "error line" -> FakeServer.stream(HEADERS, HEL, "{\"error\":\"upstream\\u001b[2J gone\"}");
                    case "garbage" -> FakeServer.stream(HEADERS, HEL, "<html>");
                    case "reset length" -> "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n" + HEL + "\n";
                    case "bad chunk" -> FakeServer.cutStream(HEADERS, HEL) + "zz\r\n";
                    case "huge chunk" -> FakeServer.cutStream(HEADERS, HEL) + "fffffffffffffffff\r\n";
                    default -> throw new IllegalArgumentException(fault);
                },
                "chat",
                "hi");
        assertThat(ending.exitCode()).isEqualTo(1);
        assertThat(ending.out()).isEqualTo("Hel\n");
        assertThat(ending.err())
                .contains("is not whole", "broke off", "cloudtolocalllm status")
                .doesNotContain("\u001b");
    }

    @Test
    void noAnswerAtAllIsAnErrorToo() throws Exception {
        Ending ending = chat(new Scene(home), request -> "", "chat", "hi");
        assertThat(ending.exitCode()).isEqualTo(1);
        assertThat(ending.out()).isEmpty();
        assertThat(ending.err()).contains("did not come", "closed without an answer");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 502, 503, 429, 500})
    void aRefusalIsToldWithTheCommandThatHelps(int status) throws Exception {
        Ending ending = chat(
                new Scene(home),
                request -> FakeServer.plain(status, "{\"error\":\"model 'x' not found\"}"),
                "chat",
                "--model",
                "x",
                "hi");
        assertThat(ending.exitCode()).isEqualTo(status == 502 || status == 503 ? 4 : 1);
        assertThat(ending.out()).isEmpty();
        assertThat(ending.err()).contains("model 'x' not found", "cloudtolocalllm ");
    }

    @Test
    void aRefusalThatIsNotJsonIsToldByItsStatus() throws Exception {
        Ending ending = chat(new Scene(home), request -> FakeServer.plain(500, "<html>oops"), "chat", "hi");
        assertThat(ending.err()).contains("HTTP status 500");
    }

    @Test
    void whoMayBeListeningOnATerminalIsProtected() throws Exception {
        String evil = "{\"message\":{\"thinking\":\"hm\\u0007\",\"content\":\"a\\u001b]0;x\\u0007b\"},\"done\":false}";
        Ending ending = chat(
                new Scene(home).terminal(80).with("NO_COLOR", "1"),
                request -> FakeServer.stream("", evil, DONE),
                "chat",
                "hi");
        assertThat(ending.out()).isEqualTo("a\uFFFD]0;x\uFFFDb\n");
        assertThat(ending.err()).startsWith("hm\uFFFD\n");
        Ending piped = chat(new Scene(home), request -> FakeServer.stream("", evil, DONE), "chat", "hi");
        assertThat(piped.out()).isEqualTo("a\u001b]0;x\u0007b\n");
    }

    @Test
    void theLengthLimitIsTold() throws Exception {
        String last = DONE.replace("\"stop\"", "\"length\"");
        assertThat(chat(new Scene(home), request -> FakeServer.stream("", HEL, last), "chat", "hi")
                        .err())
                .contains("length limit");
    }

    @Test
    void nothingToAskIsWrongUsage() throws Exception {
        Ending ending = new Scene(home).run("chat");
        assertThat(ending.exitCode()).isEqualTo(2);
        assertThat(ending.err()).contains("nothing to ask", "cloudtolocalllm chat \"");
        assertThat(new Scene(home).terminal(80).run("chat", " ").exitCode()).isEqualTo(2);
    }

    @Test
    void noConnectionIsExplained() throws Exception {
        Scene scene = new Scene(home);
        try (FakeDaemon daemon = Statuses.daemon(
                scene.locations(),
                Statuses.of(
                        "http://127.0.0.1:1",
                        Statuses.not(
                                "local_ollama",
                                ConnectionKind.LOCAL_OLLAMA,
                                HealthState.DOWN,
                                "nothing listens on localhost:11434")))) {
            Ending ending = scene.run("chat", "hi");
            assertThat(ending.exitCode()).isEqualTo(4);
            assertThat(ending.err()).isEqualTo("""
                error: No connection can serve.
                  local_ollama   down since 12:31   nothing listens on localhost:11434
                Start Ollama with "ollama serve", or try the demonstration with "cloudtolocalllm up".
                """);
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void noModelIsExplained() throws Exception {
        Ending ending = chat(
                new Scene(home), request -> "", Statuses.up("local_ollama", ConnectionKind.LOCAL_OLLAMA), "chat", "hi");
        assertThat(ending.exitCode()).isEqualTo(4);
        assertThat(ending.err()).contains("has no model yet", "ollama pull llama3.2");
    }

    @Test
    void aGatewayThatIsGoneIsTold() throws Exception {
        FakeServer gone = new FakeServer(request -> "");
        gone.close();
        Scene scene = new Scene(home);
        try (FakeDaemon daemon = Statuses.daemon(
                scene.locations(),
                Statuses.of(
                        "http://" + gone.address(), Statuses.up("a", ConnectionKind.OLLAMA, "all-embed", "tiny")))) {
            Ending ending = scene.run("chat", "hi");
            assertThat(ending.exitCode()).isEqualTo(3);
            assertThat(ending.err()).contains("nothing listens", "cloudtolocalllm restart");
            assertThat(daemon.received()).hasSize(1);
        }
    }

    private static JsonObject body(String request) {
        try {
            assertThat(request).startsWith("POST /api/chat HTTP/1.1\r\nHost: 127.0.0.1:");
            return Json.parseObject(request.substring(request.indexOf("\r\n\r\n") + 4));
        } catch (online.cloudtolocalllm.protocol.json.MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    private static Ending chat(Scene scene, Function<String, String> script, String... arguments) throws Exception {
        ConnectionStatus up = Statuses.up("local_ollama", ConnectionKind.LOCAL_OLLAMA, "all-embed", "llama3.2");
        return chat(scene, script, up, arguments);
    }

    private static Ending chat(
            Scene scene, Function<String, String> script, ConnectionStatus connection, String... arguments)
            throws Exception {
        try (FakeServer gateway = new FakeServer(script);
                FakeDaemon daemon =
                        Statuses.daemon(scene.locations(), Statuses.of("http://" + gateway.address(), connection))) {
            Ending ending = scene.run(arguments);
            assertThat(daemon.received()).hasSize(1);
            return ending;
        }
    }
}
