package online.cloudtolocalllm.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A Java client that was written for Ollama. */
@AgainstRealServers
class JavaClientTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @Test
    void streamsAChat(Stack stack) throws Exception {
        List<String> pieces = new CopyOnWriteArrayList<>();
        CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
        OllamaStreamingChatModel model = OllamaStreamingChatModel.builder()
                .baseUrl(stack.target().toString())
                .modelName("tiny")
                .timeout(LIMIT)
                .build();

        model.chat("hi", new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String piece) {
                pieces.add(piece);
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                whole.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                whole.completeExceptionally(error);
            }
        });

        ChatResponse response = whole.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(String.join("", pieces)).isEqualTo(Stack.ANSWER);
        assertThat(pieces).hasSizeGreaterThan(100);
        assertThat(response.aiMessage().text()).isEqualTo(Stack.ANSWER);
        assertThat(response.tokenUsage().outputTokenCount()).isEqualTo(132);
    }
}
