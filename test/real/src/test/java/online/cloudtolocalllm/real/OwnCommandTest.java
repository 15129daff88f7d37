package online.cloudtolocalllm.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The product's own command line with a model that is really there. */
@AgainstRealServers
class OwnCommandTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @BeforeAll
    static void needsTheDaemon() {
        assumeFalse(Stack.direct(), "there is no daemon to talk to");
    }

    @Test
    void listsTheModels(Stack stack) throws Exception {
        assertThat(run(stack, "models")).contains("tiny ", "tiny-think ");
    }

    @Test
    void chats(Stack stack) throws Exception {
        assertThat(run(stack, "chat", "--model", "tiny", "hi")).contains(Stack.ANSWER);
    }

    private static String run(Stack stack, String... arguments) throws IOException, InterruptedException {
        Outcome outcome =
                Outcome.of(Stack.java("online.cloudtolocalllm.cli.Main", arguments), stack.environment(), LIMIT);
        assertThat(outcome.code()).as(outcome.toString()).isZero();
        return outcome.output();
    }
}
