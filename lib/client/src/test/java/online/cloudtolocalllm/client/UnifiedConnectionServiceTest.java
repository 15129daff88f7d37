package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.client.DaemonException.Effect;
import online.cloudtolocalllm.client.model.Best;
import online.cloudtolocalllm.client.model.ChatAnswer;
import online.cloudtolocalllm.client.model.ChatMessage;
import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.client.model.Embeddings;
import online.cloudtolocalllm.client.model.GenerateRequest;
import online.cloudtolocalllm.client.model.Model;
import online.cloudtolocalllm.client.model.ModelDetails;
import online.cloudtolocalllm.client.model.Privacy;
import online.cloudtolocalllm.client.model.RawPiece;
import online.cloudtolocalllm.client.model.Target;
import online.cloudtolocalllm.client.model.TextAnswer;
import online.cloudtolocalllm.client.model.ToolCall;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import online.cloudtolocalllm.testkit.recorded.RealServer;
import online.cloudtolocalllm.testkit.recorded.Recording;
import org.junit.jupiter.api.Test;

/** The service against what a real Ollama answered. */
class UnifiedConnectionServiceTest extends ServiceScene {

    private static JsonObject recorded(String name) throws Exception {
        return Json.parseObject(
                Recording.of(RealServer.OLLAMA, name).body().utf8().strip());
    }

    @Test
    void aWholeChatIsWhatTheServerSaysWhenItIsAskedForAWholeOne() throws Exception {
        try (FakeDaemon daemon = daemon("chat-stream")) {
            ChatAnswer answer = service.chat(HI.withOption("temperature", 0)
                    .withSystem("Be brief.")
                    .withTarget(Target.on("local_ollama").withPrivacy(Privacy.LAN)));
            JsonObject whole = recorded("chat-whole");
            assertThat(answer.text()).isEqualTo(whole.object("message").text("content", ""));
            assertThat(answer.json().object("message")).isEqualTo(whole.object("message"));
            assertThat(answer.json().fields().keySet()).isEqualTo(whole.fields().keySet());
            assertThat(answer.model()).isEqualTo("tiny");
            assertThat(answer.finish().reason()).isEqualTo("stop");
            assertThat(answer.finish().tokens()).isEqualTo(132);
            assertThat(answer.finish().tokensPerSecond().orElseThrow()).isBetween(451.0, 453.0);
            assertThat(answer.served()).isEqualTo(SERVED);
            assertThat(daemon.received("PROXY_REQUEST"))
                    .extracting(request -> request.without("id"))
                    .containsExactly(Json.parseObject(
                            "{\"command\":\"PROXY_REQUEST\",\"method\":\"POST\",\"path\":\"/api/chat\","
                                + "\"connection\":\"local_ollama\",\"headers\":{\"X-Privacy\":\"lan\"},\"data\":{\"model\":\"tiny\",\"messages\":[{\"role\":\"system\",\"content\":\"Be"
                                + " brief.\"},{\"role\":\"user\",\"content\":\"hi\"}],"
                                + "\"stream\":true,\"options\":{\"temperature\":0}},\"stream\":true}"));
        }
    }

    @Test
    void piecesComeOneByOneAndTellWhoServes() throws Exception {
        try (FakeDaemon daemon = daemon("chat-stream");
                AnswerPieces<ChatPiece> pieces = service.chatStream(HI)) {
            assertThat(pieces.served()).isEqualTo(SERVED);
            List<ChatPiece> all = new ArrayList<>();
            pieces.forEach(all::add);
            assertThat(all)
                    .hasSize(Recording.of(RealServer.OLLAMA, "chat-stream")
                            .chunks()
                            .size());
            assertThat(all.subList(0, all.size() - 1)).noneMatch(ChatPiece::done);
            assertThat(all.getLast().done()).isTrue();
            assertThat(pieces.next()).isEmpty();
            assertThat(pieces.iterator()).isExhausted();
            pieces.cancel();
            assertThat(pieces.next()).as("what is whole stays whole").isEmpty();
            assertThat(daemon.received("CANCEL")).isEmpty();
        }
    }

    @Test
    void toolCallsAndThoughtsAreParts() throws Exception {
        try (FakeDaemon daemon = daemon("chat-tools-stream")) {
            ChatAnswer answer = service.chat(HI);
            assertThat(answer.message().toolCalls())
                    .extracting(ToolCall::function)
                    .containsExactly("get_weather", "get_time");
            assertThat(answer.message().toolCalls().getLast().arguments())
                    .isEqualTo(JsonObject.of("zone", "Asia/Tokyo", "hours", 24));
            assertThat(daemon.received()).isNotEmpty();
        }
        try (FakeDaemon daemon = daemon("chat-thinking-stream")) {
            ChatMessage thought = service.chat(HI.withThinking(true)).message();
            ChatMessage whole = ChatMessage.read(recorded("chat-thinking-whole").object("message"));
            assertThat(thought).isEqualTo(whole);
            assertThat(daemon.received()).isNotEmpty();
        }
    }

    @Test
    void aTextIsWritten() throws Exception {
        try (FakeDaemon daemon = daemon("generate-stream")) {
            TextAnswer answer =
                    service.generate(GenerateRequest.of("tiny", "hi").withOption("num_predict", 9));
            assertThat(answer.text()).isEqualTo(recorded("generate-whole").text("response", ""));
            assertThat(answer.json().has("context")).isTrue();
            assertThat(answer.served()).isEqualTo(SERVED);
            assertThat(daemon.received("PROXY_REQUEST").getFirst().text("path", ""))
                    .isEqualTo("/api/generate");
        }
        try (FakeDaemon daemon = daemon("generate-thinking-stream")) {
            assertThat(service.generate(GenerateRequest.of("tiny", "hi")).thinking())
                    .startsWith("Let me");
            assertThat(daemon.received()).isNotEmpty();
        }
    }

    @Test
    void logprobsOfAllPiecesAreKept() throws Exception {
        try (FakeDaemon daemon = daemon("chat-logprobs-stream")) {
            assertThat(service.chat(HI).json().array("logprobs").items()).hasSize(3);
            assertThat(daemon.received()).isNotEmpty();
        }
    }

    @Test
    void vectors() throws Exception {
        try (FakeDaemon daemon = daemon("embed-many")) {
            Embeddings embeddings = service.embed("tiny", List.of("hi", "you"));
            assertThat(embeddings.vectors()).hasSize(2);
            assertThat(embeddings.vectors().getFirst()).contains(1.0);
            assertThat(embeddings.served()).isEqualTo(SERVED);
            assertThat(daemon.received()).isNotEmpty();
        }
        try (FakeDaemon daemon = daemon("version-get")) {
            assertThatThrownBy(() -> service.embed("tiny", List.of("hi")))
                    .isInstanceOf(DaemonException.NotUnderstood.class);
            assertThat(daemon.received()).isNotEmpty();
        }
    }

    @Test
    void modelsTellWhereTheyAre() throws Exception {
        RecordedDaemon tags = RecordedDaemon.always("tags-two");
        try (FakeDaemon daemon = FakeDaemon.scripted(locations, (request, client) -> {
            if (request.text("command", "").equals("GET_CONNECTION_STATUS")) {
                client.reply(request, JsonObject.of("snapshot", States.json(3, "library/tiny", "Tiny2:latest")));
                return true;
            }
            return tags.handle(request, client);
        })) {
            List<Model> models = service.models();
            assertThat(models)
                    .extracting(Model::name)
                    .containsExactly("tiny2:latest", "tiny:latest", "tiny-think:latest");
            assertThat(models)
                    .extracting(Model::connections)
                    .containsExactly(List.of("local_ollama"), List.of("local_ollama"), List.of());
            assertThat(models.getFirst().size()).hasValue(3_362_109);
            assertThat(models.getFirst().modified()).isPresent();
            assertThat(models.getFirst().parameterSize()).isEqualTo("1.67M");
            assertThat(daemon.received()).hasSize(2);
        }
    }

    @Test
    void detailsOfAModelAndItsEnd() throws Exception {
        try (FakeDaemon daemon = daemon("show")) {
            ModelDetails details = service.show("tiny");
            assertThat(details.family()).isEqualTo("llama");
            assertThat(details.capabilities()).contains("completion");
            assertThat(details.contextLength()).isPresent();
            assertThat(daemon.received()).isNotEmpty();
        }
        try (FakeDaemon daemon = daemon("delete")) {
            assertThat(service.delete("tiny2")).isEqualTo(SERVED);
            assertThat(daemon.received("PROXY_REQUEST").getFirst().text("method", ""))
                    .isEqualTo("DELETE");
        }
    }

    @Test
    void anythingElseCanBeAsked() throws Exception {
        try (FakeDaemon daemon = daemon("version-get")) {
            assertThat(service.request("GET", "/api/version", Optional.empty()).body())
                    .isEqualTo(JsonObject.of("version", "0.17.4"));
            assertThat(daemon.received("PROXY_REQUEST").getFirst().without("id"))
                    .isEqualTo(Json.parseObject(
                            "{\"command\":\"PROXY_REQUEST\",\"method\":\"GET\",\"path\":\"/api/version\"}"));
        }
        try (FakeDaemon daemon = daemon("pull-unreachable-stream");
                RawStream raw = service.stream("POST", "/api/pull", Optional.of(JsonObject.EMPTY))) {
            assertThat(raw.httpStatus()).isEqualTo(200);
            assertThat(raw.headers()).containsEntry("x-a", "b");
            assertThat(raw).extracting(RawPiece::value).hasSize(2).last().matches(value -> ((JsonObject) value)
                    .has("error"));
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void theDaemonIsAskedItself() throws Exception {
        try (FakeDaemon daemon = FakeDaemon.scripted(locations, (request, client) -> {
            switch (request.text("command", "")) {
                case "ROUTE" ->
                    client.reply(
                            request,
                            JsonObject.of(
                                    "stops",
                                    request.text("model", "").equals("tiny")
                                            ? List.of(JsonObject.of("connection", "gpu_box", "model", "tiny:1b")
                                                    .with("why", "up"))
                                            : List.of()));
                case "TEST_CONNECTION" ->
                    client.reply(request, JsonObject.of("result", JsonObject.of("connection", "gpu_box", "ok", true)));
                case "GET_CONNECTION_STATUS" -> client.reply(request, JsonObject.of("snapshot", States.json(7)));
                default -> {
                    return false;
                }
            }
            return true;
        })) {
            assertThat(service.bestConnection("tiny")).contains(new Best("gpu_box", "tiny:1b", "up"));
            assertThat(service.bestConnection("other")).isEmpty();
            assertThat(service.testConnection("gpu_box", true).ok()).isTrue();
            assertThat(daemon.received("TEST_CONNECTION").getFirst().flag("chat", false))
                    .isTrue();
            assertThat(service.status().snapshot().revision()).isEqualTo(7);
        }
    }

    @Test
    void afterTheEndNothingIsAsked() {
        service.close();
        service.close();
        assertThatThrownBy(() -> service.chat(HI)).isInstanceOf(DaemonException.Closed.class);
        assertThatThrownBy(() -> service.status()).isInstanceOf(DaemonException.Closed.class);
        DaemonException e = catchThrowableOfType(DaemonException.class, () -> service.pull("x"));
        assertThat(e.effect()).isEqualTo(Effect.NONE);
    }
}
