package online.cloudtolocalllm.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import online.cloudtolocalllm.autostart.Autostart;
import online.cloudtolocalllm.autostart.AutostartState;
import online.cloudtolocalllm.protocol.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code AUTOSTART}. */
class AutostartCommandTest {

    /** Remembers what it was set to. */
    private static final class Switch implements Autostart {
        private AutostartState state = new AutostartState.Off();
        private String problem = "";

        @Override
        public AutostartState state() {
            return state;
        }

        @Override
        public AutostartState set(boolean on) {
            if (!problem.isEmpty()) {
                return new AutostartState.Unavailable(problem);
            }
            state = on ? new AutostartState.On("the entry x") : new AutostartState.Off();
            return state;
        }
    }

    private final Switch autostart = new Switch();

    private String ask(String fields) throws Exception {
        return Objects.requireNonNull(new AutostartCommand(autostart, Runnable::run)
                        .handlers()
                        .get("AUTOSTART"))
                .answer(Json.parseObject(fields.replace('\'', '"')).with("command", "AUTOSTART"))
                .toCompletableFuture()
                .get()
                .toJson()
                .replace('"', '\'');
    }

    @Test
    void tellsAndChanges() throws Exception {
        assertThat(ask("{}")).isEqualTo("{'on':false,'by':null}");
        assertThat(ask("{'on':true}")).isEqualTo("{'on':true,'by':'the entry x'}");
        assertThat(ask("{'on':null}")).isEqualTo("{'on':true,'by':'the entry x'}");
        assertThat(ask("{'on':false}")).isEqualTo("{'on':false,'by':null}");
    }

    @Test
    void saysWhatIsInTheWay() throws Exception {
        autostart.state = new AutostartState.Unavailable("No disk.");
        assertThat(ask("{}")).isEqualTo("{'on':false,'by':null,'why':'No disk.'}");
    }

    @Test
    void whatCouldNotBeChangedIsAsItWas() throws Exception {
        autostart.set(true);
        autostart.problem = "Read-only disk.";
        assertThat(ask("{'on':false}")).isEqualTo("{'on':true,'by':'the entry x','why':'Read-only disk.'}");
        autostart.state = new AutostartState.Unavailable("Unreadable.");
        assertThat(ask("{'on':true}")).isEqualTo("{'on':false,'by':null,'why':'Read-only disk.'}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'on':1}", "{'on':'yes'}", "{'on':{}}"})
    void otherWishesAreRefused(String fields) throws Exception {
        assertThat(ask(fields)).contains("'code':'bad_request'");
        assertThat(autostart.state).isEqualTo(new AutostartState.Off());
    }
}
