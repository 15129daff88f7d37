package online.cloudtolocalllm.chat.model.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.client.UnifiedConnectionService;
import online.cloudtolocalllm.client.model.Best;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real link to a daemon that is played. */
class DaemonModelsTest {

    private TemporaryHome home;
    private FakeDaemon daemon;
    private UnifiedConnectionService service;
    private DaemonModels models;

    @BeforeEach
    void open() throws Exception {
        home = TemporaryHome.create();
        daemon = FakeDaemon.scripted(home.locations(), (request, client) -> {
            switch (request.text("command", "") + " " + request.text("path", "")) {
                case "PROXY_REQUEST /api/pull" -> {
                    client.piece(request, new StreamEvent.Head(200, "gpu_box", 1, List.of(), Map.of()));
                    client.piece(
                            request,
                            new StreamEvent.Chunk(
                                    JsonObject.of("status", "pulling", "digest", "a")
                                            .with("total", 10)
                                            .with("completed", 4),
                                    ""));
                    boolean good = request.object("data").text("model", "").equals("good");
                    client.piece(
                            request,
                            new StreamEvent.Chunk(
                                    good ? JsonObject.of("status", "success") : JsonObject.of("error", "no room"), ""));
                    client.piece(request, new StreamEvent.End());
                }
                case "PROXY_REQUEST /api/delete" ->
                    client.reply(
                            request,
                            JsonObject.of("error", "model 'x' not found", "code", "http_error")
                                    .with("http_status", 404));
                case "ROUTE " ->
                    client.reply(
                            request,
                            JsonObject.of(
                                    "stops",
                                    JsonArray.of(List.of(JsonObject.of("connection", "gpu_box", "why", "up")))));
                default -> {
                    return false;
                }
            }
            return true;
        });
        service = UnifiedConnectionService.open(
                ClientOptions.of(home.locations(), "chat/1").withStart(StartPolicy.NEVER));
        models = new DaemonModels(service);
    }

    @AfterEach
    void close() throws Exception {
        service.close();
        daemon.close();
        home.close();
    }

    private Download begun(String model) {
        if (models.download(model, "gpu_box") instanceof Reply.Done<Download>(Download download)) {
            return download;
        }
        throw new AssertionError("it did not begin");
    }

    @Test
    void aDownloadTellsWhereToAndItsEnd() {
        try (Download download = begun("good")) {
            assertThat(download.next()).isInstanceOfSatisfying(Download.Step.Progress.class, step -> {
                assertThat(step.connection()).isEqualTo("gpu_box");
                assertThat(step.progress().completed()).isEqualTo(OptionalLong.of(4));
            });
            assertThat(download.next()).isInstanceOf(Download.Step.Progress.class);
            assertThat(download.next()).isEqualTo(new Download.Step.Whole());
        }
        assertThat(daemon.received("PROXY_REQUEST").getFirst().text("connection", ""))
                .isEqualTo("gpu_box");
    }

    @Test
    void aDownloadThatFailsIsAValue() {
        try (Download download = begun("bad")) {
            assertThat(download.next()).isInstanceOf(Download.Step.Progress.class);
            assertThat(download.next())
                    .isInstanceOfSatisfying(Download.Step.Broken.class, step -> assertThat(step.sentence())
                            .contains("o room"));
        }
    }

    @Test
    void whatIsRefusedIsAValueToo() {
        assertThat(models.delete("x", "gpu_box")).isInstanceOfSatisfying(Reply.Failed.class, failed -> {
            assertThat(failed.unknown()).isFalse();
            assertThat(failed.sentence()).contains("not found");
        });
        assertThat(models.best("llama3.2"))
                .isEqualTo(new Reply.Done<>(Optional.of(new Best("gpu_box", "llama3.2", "up"))));
    }

    @Test
    void withoutALinkEverythingFails() {
        service.close();
        assertThat(models.models()).isInstanceOf(Reply.Failed.class);
        assertThat(models.details("x")).isInstanceOf(Reply.Failed.class);
        assertThat(models.download("x", "")).isInstanceOf(Reply.Failed.class);
    }
}
