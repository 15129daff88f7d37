package online.cloudtolocalllm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.OptionalInt;
import online.cloudtolocalllm.cli.fake.AskedDaemon;
import online.cloudtolocalllm.cli.fake.AskedDaemon.Answering;
import online.cloudtolocalllm.cli.fake.Scene;
import online.cloudtolocalllm.cli.fake.Scene.Ending;
import online.cloudtolocalllm.cli.fake.Statuses;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatCommandTest {

    private static final String HEL = "{'message':{'content':'Hel'},'done':false}";
    private static final String LO = "{'message':{'content':'lo ü'},'done':false}";
    private static final String DONE = "{'model':'tiny','message':{'content':''},'done':true,'done_reason':'stop',"
            + "'eval_count':76,'eval_duration':2000000000}";

    @TempDir
    Path home;

    @Test
    void theAnswerStreamsAndTheRemarkGoesElsewhere() throws Exception {
        Scene scene = new Scene(home).terminal(80).with("NO_COLOR", "1");
        Ending ending = chat(scene, to -> to.head().pieces(HEL, LO, DONE).end(), "chat", "hi", "there");
        assertThat(ending.out()).isEqualTo("Hello ü\n");
        assertThat(ending.err())
                .startsWith("● local_ollama · tiny · 38 tokens/s · first token ")
                .contains("2 connections asked");
        assertThat(ending.exitCode()).isZero();
    }

    @Test
    void theRequestSaysWhatWasAsked() throws Exception {
        Scene scene = new Scene(home).input("piped\n");
        try (AskedDaemon daemon = daemon(scene, to -> to.head().pieces(LO, DONE).end())) {
            Ending ending = scene.run("chat", "--system", "be short", "Explain:");
            assertThat(ending.out()).isEqualTo("lo ü\n");
            assertThat(ending.err()).isEmpty();
            assertThat(daemon.asked()).singleElement().satisfies(request -> {
                assertThat(request.text("path")).contains("/api/chat");
                assertThat(request.object("data")).isEqualTo(Json.parseObject("""
                    {"model":"llama3.2","messages":[{"role":"system","content":"be short"},
                     {"role":"user","content":"Explain:\\n\\npiped\\n"}],"stream":true}\
                    """));
            });
        }
    }

    @Test
    void anotherModelAndPipedTextAlone() throws Exception {
        Scene scene = new Scene(home).input("just this");
        try (AskedDaemon daemon = daemon(scene, to -> to.head().pieces(LO, DONE).end())) {
            assertThat(scene.run("chat", "--model", "other").out()).isEqualTo("lo ü\n");
            assertThat(daemon.bodies().getFirst().text("model")).contains("other");
        }
    }

    @Test
    void programsGetOneObjectALine() throws Exception {
        Ending ending = chat(
                new Scene(home),
                to -> to.head()
                        .pieces("{'message':{'thinking':'hm'},'done':false}", HEL, DONE)
                        .end(),
                "chat",
                "--json",
                "hi");
        assertThat(ending.out().lines()).hasSize(3).startsWith("{\"thinking\":\"hm\"}", "{\"text\":\"Hel\"}");
        assertThat(ending.out().lines().toList().getLast())
                .startsWith(
                        "{\"done\":true,\"done_reason\":\"stop\",\"model\":\"tiny\",\"served_by\":\"local_ollama\","
                            + "\"attempts\":2,\"tried\":[{\"connection\":\"gpu_box\",\"why\":\"refused\"}],\"first_token_ms\":")
                .endsWith("\"tokens_per_second\":38.0}");
        assertThat(ending.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken", "no end marker", "error line", "garbage", "link lost"})
    void aBrokenStreamNeverLooksWhole(String fault) throws Exception {
        Answering answering = to -> {
            to.head().pieces(HEL);
            switch (fault) {
                case "broken" -> to.fails("upstream_broke", "it broke off", OptionalInt.empty());
                case "no end marker" -> to.end();
                case "error line" ->
                    to.pieces("{'error':'upstream\\u001b[2J gone'}").end();
                case "garbage" -> to.pieces("{'nonsense':1}").end();
                case "link lost" -> to.client().drop();
                default -> throw new IllegalArgumentException(fault);
            }
        };
        Ending ending = chat(new Scene(home), answering, "chat", "hi");
        assertThat(ending.exitCode()).isEqualTo(1);
        assertThat(ending.out()).isEqualTo("Hel\n");
        assertThat(ending.err())
                .contains("The answer of local_ollama is not whole", "broke off", "cloudtolocalllm status")
                .doesNotContain("\u001b");
        Ending json = chat(new Scene(home), answering, "chat", "--json", "hi");
        assertThat(json.exitCode()).isEqualTo(1);
        assertThat(json.out()).isEqualTo("{\"text\":\"Hel\"}\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 502, 503, 429, 500})
    void aRefusalIsToldWithTheCommandThatHelps(int status) throws Exception {
        Ending ending = chat(
                new Scene(home),
                to -> to.head(status)
                        .pieces("{'error':'model \\u0027x\\u0027 not found'}")
                        .end(),
                "chat",
                "--model",
                "x",
                "hi");
        assertThat(ending.exitCode()).isEqualTo(status == 502 || status == 503 ? 4 : 1);
        assertThat(ending.out()).isEmpty();
        assertThat(ending.err()).contains("model 'x' not found", "cloudtolocalllm ");
    }

    @Test
    void nobodyAnswered() throws Exception {
        Ending ending = chat(
                new Scene(home),
                to -> to.fails("no_upstream", "No connection answered.", OptionalInt.of(502)),
                "chat",
                "hi");
        assertThat(ending.exitCode()).isEqualTo(4);
        assertThat(ending.err()).isEqualTo("""
            error: No connection answered.
            See why with "cloudtolocalllm status", or "cloudtolocalllm test".
            """);
    }

    @Test
    void whoMayBeListeningOnATerminalIsProtected() throws Exception {
        Answering evil = to -> to.head()
                .pieces("{'message':{'thinking':'hm\\u0007','content':'a\\u001b]0;x\\u0007b'},'done':false}", DONE)
                .end();
        Ending ending = chat(new Scene(home).terminal(80).with("NO_COLOR", "1"), evil, "chat", "hi");
        assertThat(ending.out()).isEqualTo("a\uFFFD]0;x\uFFFDb\n");
        assertThat(ending.err()).startsWith("hm\uFFFD\n");
        assertThat(chat(new Scene(home), evil, "chat", "hi").out()).isEqualTo("a\u001b]0;x\u0007b\n");
    }

    @Test
    void theLengthLimitIsTold() throws Exception {
        String last = DONE.replace("'stop'", "'length'");
        assertThat(chat(new Scene(home), to -> to.head().pieces(HEL, last).end(), "chat", "hi")
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
        ConnectionStatus down = Statuses.not(
                "local_ollama", ConnectionKind.LOCAL_OLLAMA, HealthState.DOWN, "nothing listens on localhost:11434");
        try (AskedDaemon daemon =
                new AskedDaemon(scene.locations(), to -> to.head().end(), down)) {
            Ending ending = scene.run("chat", "hi");
            assertThat(ending.exitCode()).isEqualTo(4);
            assertThat(ending.err()).isEqualTo("""
                error: No connection can serve.
                  local_ollama   down since 12:31   nothing listens on localhost:11434
                Start Ollama with "ollama serve", or try the demonstration with "cloudtolocalllm up".
                """);
            assertThat(daemon.asked()).isEmpty();
        }
    }

    @Test
    void noModelIsExplained() throws Exception {
        Scene scene = new Scene(home);
        ConnectionStatus empty = Statuses.up("local_ollama", ConnectionKind.LOCAL_OLLAMA);
        try (AskedDaemon daemon =
                new AskedDaemon(scene.locations(), to -> to.head().end(), empty)) {
            Ending ending = scene.run("chat", "hi");
            assertThat(ending.exitCode()).isEqualTo(4);
            assertThat(ending.err()).contains("has no model yet", "cloudtolocalllm pull llama3.2");
            assertThat(daemon.asked()).isEmpty();
        }
    }

    @Test
    void noDaemonIsTold() {
        Ending ending = new Scene(home).run("chat", "hi");
        assertThat(ending.exitCode()).isEqualTo(3);
        assertThat(ending.err()).contains("not running", "cloudtolocalllm up");
    }

    private static AskedDaemon daemon(Scene scene, Answering answering) throws Exception {
        return new AskedDaemon(
                scene.locations(),
                answering,
                Statuses.up("local_ollama", ConnectionKind.LOCAL_OLLAMA, "all-embed", "llama3.2"));
    }

    private static Ending chat(Scene scene, Answering answering, String... arguments) throws Exception {
        try (AskedDaemon daemon = daemon(scene, answering)) {
            Ending ending = scene.run(arguments);
            assertThat(daemon.asked()).hasSize(1);
            return ending;
        }
    }
}
