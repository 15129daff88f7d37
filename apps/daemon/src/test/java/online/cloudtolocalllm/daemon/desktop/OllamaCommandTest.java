package online.cloudtolocalllm.daemon.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code OLLAMA}. */
class OllamaCommandTest {

    @TempDir
    Path folder;

    private final List<Runnable> alarms = new ArrayList<>();
    private HealthState state = HealthState.DOWN;

    private StatusSnapshot snapshot() {
        ConnectionStatus local = new ConnectionStatus(
                new ConnectionId("local_ollama"),
                ConnectionKind.LOCAL_OLLAMA,
                "http://localhost:11434",
                true,
                10,
                new Health(state, Instant.EPOCH, state == HealthState.DOWN ? "nothing listens on localhost:11434" : ""),
                Optional.empty(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty());
        return new StatusSnapshot(1, Instant.EPOCH, List.of(local), Optional.empty(), Optional.empty());
    }

    private OllamaCommand command() {
        OllamaStart start = new OllamaStart(
                new OllamaProgram(Map.of("PATH", folder + ":/usr/bin:/bin"), "Linux"),
                folder.resolve("ollama.out"),
                new OllamaStart.Connections() {
                    @Override
                    public StatusSnapshot snapshot() {
                        return OllamaCommandTest.this.snapshot();
                    }

                    @Override
                    public void hurry() {
                        // Nothing is probed here.
                    }
                },
                Set::of,
                (delay, task) -> {
                    if (delay.equals(OllamaStart.LIMIT)) {
                        alarms.add(task);
                    }
                },
                Runnable::run);
        return new OllamaCommand(start, Runnable::run);
    }

    private static CompletionStage<JsonObject> ask(OllamaCommand command, String fields) throws Exception {
        return Objects.requireNonNull(command.handlers().get("OLLAMA")).answer(Json.parseObject(fields));
    }

    private static String said(CompletionStage<JsonObject> reply) throws Exception {
        return reply.toCompletableFuture().get().toJson().replace('"', '\'');
    }

    @Test
    void tellsAndStarts() throws Exception {
        Path over = folder.resolve("over");
        SmallProgram.write(folder, "ollama", "while [ ! -e '" + over + "' ]; do sleep 0.05; done");
        OllamaCommand command = command();
        assertThat(said(ask(command, "{}"))).isEqualTo("{'installed':true,'startable':true,'starting':false}");
        CompletionStage<JsonObject> reply = ask(command, "{\"start\":true}");
        assertThat(said(ask(command, "{\"start\":null}")))
                .isEqualTo("{'installed':true,'startable':false,'starting':true}");
        assertThat(said(ask(command, "{\"start\":true}")))
                .as("it is started once")
                .isEqualTo("{'installed':true,'startable':false,'starting':true}");
        state = HealthState.UP;
        alarms.getFirst().run();
        assertThat(said(reply)).isEqualTo("{'installed':true,'startable':false,'starting':false}");
        assertThat(said(ask(command, "{\"start\":true}"))).contains("'code':'ollama_not_needed'");
        Files.createFile(over);
    }

    @Test
    void saysWhatWentWrong() throws Exception {
        SmallProgram.write(folder, "ollama", "echo 'Error: no GPU'; exit 3");
        assertThat(said(ask(command(), "{\"start\":true}")))
                .startsWith("{'error':'Ollama did not come up. It ended with exit code 3. Error: no GPU See ")
                .endsWith("ollama.out.','code':'ollama_not_started'}");
        assertThat(said(ask(command(), "{\"start\":7}")))
                .isEqualTo("{'error':'The \\'start\\' of OLLAMA must be true or false.','code':'bad_request'}");
    }
}
