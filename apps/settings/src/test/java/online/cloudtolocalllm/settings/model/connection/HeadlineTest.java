package online.cloudtolocalllm.settings.model.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Optional;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.SettingSpec;
import online.cloudtolocalllm.window.words.Tone;
import org.junit.jupiter.api.Test;

class HeadlineTest {

    private static final Seen BOX =
            Seen.of("box", "{\"connection_type\":\"ollama\",\"api_base_url\":\"http://192.168.1.20:11434\"}");

    private static Headline of(ConnectionView view) {
        return Headline.of(view, SettingsState.EMPTY, Seen.NOW, ZoneOffset.UTC);
    }

    @Test
    void stateAndReasonAreTold() {
        Headline down = of(BOX.in(HealthState.DOWN, "no route to 192.168.1.20").view());
        assertThat(down.tone()).isEqualTo(Tone.BAD);
        assertThat(down.state()).isEqualTo("down since 12:40");
        assertThat(down.what()).isEqualTo("Ollama on your network · http://192.168.1.20:11434");
        assertThat(down.why()).isEqualTo("No route to 192.168.1.20.");
        assertThat(of(BOX.in(HealthState.SLOW, "it answered with 404").view()).why())
                .as("also of one that still serves")
                .isEqualTo("It answered with 404.");
        assertThat(of(BOX.view()).why()).isEmpty();
    }

    @Test
    void whatIsNotKnownIsSaid() {
        assertThat(of(BOX.away().view()).what()).contains("not known while the daemon is away");
        ConnectionView gone = new ConnectionView("other", BOX.view().config(), true, Optional.empty());
        assertThat(of(gone).what()).isEqualTo("It is gone.");
    }

    @Test
    void whatCountsWithoutAKeyHangsOnTheOthers() {
        assertThat(ConnectionSpecs.use(BOX.view()))
                .extracting(SettingSpec::kind)
                .contains(new SettingSpec.Kind.Amount("20", ""));
        assertThat(ConnectionSpecs.use(Seen.of("local_ollama", "{}").view()))
                .extracting(SettingSpec::kind)
                .contains(new SettingSpec.Kind.Amount("10", ""));
        assertThat(ConnectionSpecs.limits(BOX.view()).getLast().kind())
                .isInstanceOfSatisfying(SettingSpec.Kind.Choice.class, choice -> assertThat(
                                choice.choices().getFirst().name())
                        .isEqualTo("By the address: your network"));
    }
}
