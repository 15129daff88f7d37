package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.client.model.ChatRequest;
import online.cloudtolocalllm.client.model.Target;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long calls wait for a daemon that is not there. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LinkLimitTest extends LinkScene {

    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void noCallWaitsForADaemonAsLongAsForAnAnswer() throws Exception {
        LastingLink link = open();
        await(LinkState.Waiting.class);
        ProxyCalls calls = new ProxyCalls(link, SHORT);
        Talks talks = new Talks(calls);
        Models models = new Models(calls);
        List<ThrowingCallable> all = List.of(
                () -> talks.embed("tiny", List.of("hi")),
                () -> talks.chatStream(ChatRequest.of("tiny", "hi")),
                models::status,
                models::all,
                () -> models.show("tiny"),
                () -> models.delete("tiny", Target.ANYWHERE),
                () -> models.test("local_ollama", false),
                () -> models.best("tiny"));
        for (ThrowingCallable call : all) {
            assertThatThrownBy(call).isInstanceOf(DaemonException.NotRunning.class);
        }
        closed(link);
    }

    @Test
    void theLimitOfTheAnswerIsNotThatOfTheLink() throws Exception {
        LastingLink link = open();
        try (FakeDaemon daemon = FakeDaemon.scripted(options.locations(), (request, client) -> true)) {
            await(LinkState.Connected.class);
            assertThatThrownBy(() -> link.request(JsonObject.of("command", "WORK"), LIMIT, Duration.ofMillis(2_500)))
                    .isInstanceOf(DaemonException.NoAnswer.class)
                    .hasMessageContaining(" 2500 ms");
            assertThat(Until.holds(LIMIT, () -> daemon.received("WORK").size() == 1))
                    .isTrue();
        }
        closed(link);
    }
}
