package online.cloudtolocalllm.cli.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import online.cloudtolocalllm.cli.chat.ChatOutcome;
import online.cloudtolocalllm.cli.fake.ClosedPort;
import online.cloudtolocalllm.cli.fake.FakeServer;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.TimeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatCallTest {

    private static final String HEADERS = "X-Served-By: local_ollama\r\nX-Attempts: 2\r\nX-Model: tiny\r\n";
    private static final String HEL = "{\"message\":{\"content\":\"Hel\"},\"done\":false}";
    private static final String DONE =
            "{\"message\":{\"content\":\"lo\"},\"done\":true,\"eval_count\":76,\"eval_duration\":2000000000}";

    private final StringBuilder heard = new StringBuilder();

    @Test
    void aWholeAnswerTellsWhoServedAndHowFast() throws Exception {
        assertThat(ask(request -> FakeServer.stream(HEADERS, HEL, DONE)))
                .isInstanceOfSatisfying(ChatOutcome.Answered.class, answered -> {
                    assertThat(answered.servedBy()).isEqualTo("local_ollama");
                    assertThat(answered.attempts()).isEqualTo(2);
                    assertThat(answered.model()).isEqualTo("tiny");
                    assertThat(answered.tokensPerSecond()).hasValue(38);
                    assertThat(answered.pieces()).isEqualTo(2);
                });
        assertThat(heard).hasToString("Hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "no end marker", "error line", "garbage", "reset length", "bad chunk", "huge chunk"})
    void aBrokenStreamNeverLooksWhole(String fault) throws Exception {
        ChatOutcome outcome = ask(request -> switch (fault) {
            case "cut" -> FakeServer.cutStream(HEADERS, HEL);
            case "no end marker" -> FakeServer.stream(HEADERS, HEL);
            case "error line" -> FakeServer.stream(HEADERS, HEL, "{\"error\":\"upstream gone\"}");
            case "garbage" -> FakeServer.stream(HEADERS, HEL, "<html>");
            case "reset length" -> "HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n" + HEL + "\n";
            case "bad chunk" -> FakeServer.cutStream(HEADERS, HEL) + "zz\r\n";
            case "huge chunk" -> FakeServer.cutStream(HEADERS, HEL) + "fffffffffffffffff\r\n";
            default -> throw new IllegalArgumentException(fault);
        });
        assertThat(outcome).isInstanceOfSatisfying(ChatOutcome.Broken.class, broken -> assertThat(broken.characters())
                .isEqualTo(3));
        assertThat(heard).hasToString("Hel");
    }

    @Test
    void refusalsAndAGatewayThatIsGone() throws Exception {
        assertThat(ask(request -> FakeServer.plain(404, "{\"error\":\"model 'x' not found\"}")))
                .isEqualTo(new ChatOutcome.Refused(404, "model 'x' not found"));
        assertThat(ask(request -> FakeServer.plain(500, "<html>oops")))
                .isEqualTo(new ChatOutcome.Refused(500, "HTTP status 500"));
        try (ClosedPort gone = new ClosedPort()) {
            assertThat(new ChatCall(gone.address(), TimeSource.system()).ask("m", "", "hi", this::take))
                    .isInstanceOf(ChatOutcome.Unreachable.class);
        }
    }

    private ChatOutcome ask(Function<String, String> script) throws Exception {
        try (FakeServer gateway = new FakeServer(script)) {
            HostPort address = gateway.address();
            return new ChatCall(address, TimeSource.system()).ask("m", "", "hi", this::take);
        }
    }

    private void take(String text, boolean thinking) {
        heard.append(text);
    }
}
