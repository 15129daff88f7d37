package online.cloudtolocalllm.settings.model.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeavingTest {

    private static final String LAN = "{\"connection_type\":\"ollama\",\"api_base_url\":\"http://192.168.1.20:11434\"}";
    private static final String HOSTED =
            "{\"connection_type\":\"openai\",\"api_base_url\":\"https://openrouter.ai/api/v1\"}";
    private static final String NO_TURN = "\"failover\":false,";

    private static Leaving of(String entry) {
        return Leaving.of(Seen.of("box", entry).view());
    }

    private static String under(String entry, String daemon) {
        return String.join(
                " ", Leaving.of(Seen.of("box", entry).under(daemon).view()).more());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        local_ollama | http://localhost:11434       |          | Nothing. Prompts and answers stay on this computer.
        ollama       | http://192.168.1.20:11434    |          | Prompts go to your network (192.168.1.20), not to the internet.
        ollama       | http://gpu:11434             |          | Prompts go to your network (gpu), not to the internet.
        ollama       | http://127.0.0.1:11434       |          | Prompts go to a program on this computer, which may pass them on.
        openai       | http://localhost:1234/v1     |          | Prompts go to a program on this computer, which may pass them on.
        openai       | http://localhost:1234/v1     | local    | Nothing. Prompts and answers stay on this computer.
        openai       | https://openrouter.ai/api/v1 |          | Prompts go to the internet, to openrouter.ai, whose owner can read them.
        ollama       | https://gpu.example.org      | lan      | Prompts go to your network (gpu.example.org), not to the internet.
        local_ollama | http://localhost:11434       | internet | Prompts go to the internet, to localhost, whose owner can read them.
        cloud_proxy  | https://api.example.org      |          | Prompts go over the internet to api.example.org, and from there to the computer that serves you.
        """)
    void whereThePromptsGo(String type, String address, String reach, String sentence) {
        String said = reach == null ? "" : ",\"reach\":\"" + reach + "\"";
        assertThat(of("{\"connection_type\":\"" + type + "\",\"api_base_url\":\"" + address + "\"" + said + "}")
                        .sentence())
                .isEqualTo(sentence);
    }

    @Test
    void whatElseIsToBeKnown() {
        assertThat(of(LAN).more())
                .containsExactly(
                        "They are not encrypted on the way: others on that network can read them.",
                        "It takes over when another connection fails, also one on this computer.");
        assertThat(of("{" + NO_TURN + HOSTED.substring(1)).more())
                .containsExactly("It does not take over when another connection fails.");
        assertThat(of("{\"paused\":true," + HOSTED.substring(1)).more())
                .containsExactly("While it is paused, only requests that name it go there.");
        assertThat(of("{\"reach\":\"lan\"," + HOSTED.substring(1)).more())
                .contains("That is what you said; by its address they would go to the internet.");
        assertThat(of("{\"reach\":\"local\"," + LAN.substring(1)).more())
                .containsExactly("That is what you said; by its address they would go to your network.");
    }

    @Test
    void offAndUnusableConnectionsTakeNothing() {
        assertThat(of("{\"enabled\":false," + LAN.substring(1)).sentence())
                .isEqualTo("Nothing, as it is off. If it were on: prompts go to your network (192.168.1.20), not to the"
                        + " internet.");
        assertThat(of("{\"connection_type\":\"openai\",\"port\":0}"))
                .isEqualTo(new Leaving("Nothing: it cannot be used as it is set.", List.of()));
    }

    @Test
    void modelsThatAnOllamaPassesOnAreNamed() {
        Seen local = Seen.of("local_ollama", "{}");
        assertThat(Leaving.of(local.with("gpt-oss:120b-cloud", "llama3.2:latest")
                                .view())
                        .more())
                .containsExactly("Prompts for gpt-oss:120b-cloud go on to ollama.com, which runs it.");
        assertThat(Leaving.of(local.with("a:cloud", "b:cloud", "c:cloud", "d:cloud", "e:cloud")
                                .view())
                        .more())
                .containsExactly(
                        "Prompts for a:cloud, b:cloud, c:cloud and 2 more go on to ollama.com, which runs them.");
        assertThat(Leaving.of(local.with("cloudy:latest").view()).more()).isEmpty();
    }

    @Test
    void privacySettingsThatKeepRequestsAwayAreTold() {
        assertThat(under(HOSTED, "{\"privacy\":{\"default\":\"lan\"}}"))
                .contains("The privacy settings keep every request from it.");
        assertThat(under(
                        HOSTED,
                        "{\"privacy\":{\"default\":\"local\",\"models\":{\"gpt*\":\"any\",\"diary\":\"lan\"}}}"))
                .contains("The privacy settings let only requests for gpt* go there.");
        assertThat(under(HOSTED, "{\"privacy\":{\"models\":{\"diary*\":\"local\",\"open\":\"any\"}}}"))
                .contains("The privacy settings keep requests for diary* from it.");
        assertThat(under(HOSTED, "{\"privacy\":{\"default\":\"nonsense\"}}"))
                .as("a rule that cannot be read is the strictest")
                .contains("The privacy settings keep every request from it.");
        assertThat(under(LAN, "{\"privacy\":{\"default\":\"lan\"}}")).doesNotContain("privacy");
    }
}
