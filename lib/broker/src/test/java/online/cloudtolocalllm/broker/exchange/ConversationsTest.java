package online.cloudtolocalllm.broker.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import online.cloudtolocalllm.broker.Connections;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.Test;

class ConversationsTest {

    private final ManualClock clock = new ManualClock();
    private final Conversations conversations = new Conversations(clock);
    private final ConnectionSettings local = Connections.local("http://localhost:11434");
    private final ConnectionSettings box = Connections.remote("gpu_box", "http://192.168.1.20:11434", 15);
    private final ConnectionSettings cloud = Connections.cloud("https://cloud.example", "t");

    @Test
    void isRememberedByClientAndModelForItsTime() {
        conversations.served("aider", "m", local, Duration.ofMinutes(5));
        conversations.served("aider", "x", box, Duration.ofMinutes(1));

        assertThat(conversations.before("aider", "M")).contains(local.id());
        assertThat(conversations.before("aider", "x")).contains(box.id());
        assertThat(conversations.before("other", "m")).isEmpty();

        clock.advance(Duration.ofMinutes(1));
        assertThat(conversations.before("aider", "x")).isEmpty();
        assertThat(conversations.before("aider", "m")).contains(local.id());
        clock.advance(Duration.ofMinutes(4));
        assertThat(conversations.before("aider", "m")).isEmpty();
        assertThat(conversations.size()).isZero();
    }

    @Test
    void isTheSameUnderAllNamesOfItsModel() {
        conversations.served("aider", "x:latest", local, Duration.ofMinutes(5));

        assertThat(conversations.before("aider", "x")).contains(local.id());
        assertThat(conversations.before("aider", "library/X")).contains(local.id());
        assertThat(conversations.before("aider", "x:7b")).isEmpty();

        conversations.served("aider", "x", local, Duration.ZERO);
        assertThat(conversations.size()).isZero();
    }

    @Test
    void endsWhenTheModelIsUnloaded() {
        conversations.served("a", "m", local, Duration.ofMinutes(5));
        conversations.served("a", "m", local, Duration.ZERO);

        assertThat(conversations.before("a", "m")).isEmpty();
    }

    @Test
    void changedSettingsForgetThemAll() {
        conversations.served("a", "m", local, Duration.ofMinutes(5));
        conversations.forget();

        assertThat(conversations.before("a", "m")).isEmpty();
    }

    @Test
    void aHostedConnectionKeepsNone() {
        conversations.served("a", "m", cloud, Duration.ofMinutes(5));

        assertThat(conversations.before("a", "m")).isEmpty();
    }

    @Test
    void theOldestAreForgotten() {
        for (int i = 0; i < Conversations.MOST; i++) {
            conversations.served("client" + i, "m", local, Duration.ofMinutes(5));
        }
        assertThat(conversations.before("client0", "m")).isPresent();

        conversations.served("one more", "m", local, Duration.ofMinutes(5));

        assertThat(conversations.size()).isEqualTo(Conversations.MOST);
        assertThat(conversations.before("client0", "m")).as("was used just now").isPresent();
        assertThat(conversations.before("client1", "m")).isEmpty();
    }
}
