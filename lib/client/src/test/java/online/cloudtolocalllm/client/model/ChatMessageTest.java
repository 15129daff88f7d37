package online.cloudtolocalllm.client.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.junit.jupiter.api.Test;

class ChatMessageTest {

    @Test
    void resultsOfTwoCallsOfOneFunctionAreToldApart() {
        ToolCall call = new ToolCall("call_2", "get_weather", JsonObject.of("city", "Oslo"));
        ChatMessage result = ChatMessage.tool(call, "rain");
        assertThat(result.toJson())
                .isEqualTo(JsonObject.of("role", "tool", "content", "rain")
                        .with("tool_name", "get_weather")
                        .with("tool_call_id", "call_2"));
        assertThat(ChatMessage.read(result.toJson())).isEqualTo(result);
        assertThat(result.withImages(List.of("eA==")).toolCallId()).isEqualTo("call_2");
    }

    @Test
    void aCallWithoutAnIdIsNamedByItsFunction() {
        ToolCall call = new ToolCall("", "get_weather", JsonObject.EMPTY);
        assertThat(ChatMessage.tool(call, "rain")).isEqualTo(ChatMessage.tool("get_weather", "rain"));
        assertThat(ChatMessage.tool(call, "rain").toJson().has("tool_call_id")).isFalse();
    }
}
