package online.cloudtolocalllm.settings.model.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InverseTest {

    private static final JsonObject BOX = JsonObject.of("connection_type", "ollama")
            .with("api_base_url", "http://192.168.1.20:11434")
            .with("priority", 30)
            .with("models", JsonArray.of(List.of("llama3.2")));

    private static final Config BEFORE = new Config(
            Config.Source.DAEMON,
            JsonObject.of("local_ollama", JsonObject.EMPTY, "gpu_box", BOX),
            JsonObject.of("log", JsonObject.of("level", "debug")),
            java.util.Map.of(),
            List.of(),
            List.of());

    private static ConfigChange set(String connection, JsonObject values, String... unset) {
        return new ConfigChange.SetConnection(connection, false, values, List.of(unset));
    }

    static Stream<List<ConfigChange>> changes() {
        return Stream.of(
                List.of(set("gpu_box", JsonObject.of("priority", 5))),
                List.of(set("gpu_box", JsonObject.of("timeout", 5), "priority", "models")),
                List.of(
                        set("gpu_box", JsonObject.of("priority", 5)),
                        set("gpu_box", JsonObject.of("priority", 6), "models"),
                        set("local_ollama", JsonObject.of("paused", true))),
                List.of(new ConfigChange.SetConnection(
                        "new", true, JsonObject.of("connection_type", "ollama"), List.of())),
                List.of(new ConfigChange.RemoveConnection("gpu_box")),
                List.of(set("gpu_box", JsonObject.of("priority", 5)), new ConfigChange.RemoveConnection("gpu_box")),
                List.of(
                        new ConfigChange.RemoveConnection("gpu_box"),
                        new ConfigChange.SetConnection(
                                "gpu_box", true, JsonObject.of("connection_type", "openai"), List.of())),
                List.of(new ConfigChange.SetDaemon(
                        JsonObject.of("tray.show", false, "log.level", "warn"), List.of("limits.probe"))),
                List.of(new ConfigChange.SetDaemon(JsonObject.EMPTY, List.of("log.level"))),
                List.of(
                        ConfigChange.Expect.of("gpu_box", "priority", Optional.of(new JsonNumber("30"))),
                        set("gpu_box", JsonObject.of("priority", 31))));
    }

    private static Config apply(Config config, List<ConfigChange> changes) {
        assertThat(Check.of(config, changes)).isInstanceOf(Check.Verdict.Right.class);
        return Check.of(config, changes) instanceof Check.Verdict.Right(Config after) ? after : config;
    }

    @ParameterizedTest
    @MethodSource("changes")
    void bringsBackWhatWas(List<ConfigChange> changes) {
        Config after = apply(BEFORE, changes);
        Config back = apply(after, Inverse.of(BEFORE, after, changes));
        assertThat(back.daemon()).isEqualTo(BEFORE.daemon());
        assertThat(back.connections().fields())
                .containsExactlyInAnyOrderEntriesOf(BEFORE.connections().fields());
    }

    @Test
    void leavesAloneWhatSomebodyChangedSince() {
        List<ConfigChange> changes = List.of(set("gpu_box", JsonObject.of("priority", 5)));
        Config after = apply(BEFORE, changes);
        Config since = apply(after, List.of(set("gpu_box", JsonObject.of("priority", 7))));
        assertThat(Check.of(since, Inverse.of(BEFORE, after, changes)))
                .isInstanceOfSatisfying(
                        Check.Verdict.Wrong.class,
                        wrong -> assertThat(wrong.why().isOvertaken()).isTrue());
    }

    @Test
    void leavesAConnectionThatSomebodyChangedSinceItWasAdded() {
        List<ConfigChange> added = List.of(new ConfigChange.SetConnection(
                "new",
                true,
                JsonObject.of("connection_type", "ollama", "api_base_url", "https://10.0.0.1"),
                List.of()));
        Config after = apply(BEFORE, added);
        Config since = apply(after, List.of(set("new", JsonObject.of("timeout", 7))));
        assertThat(Check.of(since, Inverse.of(BEFORE, after, added)))
                .isInstanceOfSatisfying(
                        Check.Verdict.Wrong.class,
                        wrong -> assertThat(wrong.why().isOvertaken()).isTrue());
        Config keyed = apply(after, List.of(set("new", JsonObject.of("auth_token_ref", "keyring:new"))));
        assertThat(apply(keyed, Inverse.of(BEFORE, after, added)).names())
                .as("the daemon stored its token, which is no change of somebody else's")
                .doesNotContain("new");
    }

    @Test
    void aFieldIsSetOnlyWhereItIsAsItWasSeen() {
        FieldKey level = FieldKey.daemon("log.level");
        Edit late = Edit.field(level, Optional.empty(), Optional.of(new JsonText("warn")), "");
        assertThat(Check.of(BEFORE, late.changes())).isInstanceOf(Check.Verdict.Wrong.class);
        Edit right = Edit.field(level, Optional.of(new JsonText("debug")), Optional.of(new JsonText("warn")), "");
        assertThat(apply(BEFORE, right.changes()).value(level)).contains(new JsonText("warn"));
        FieldKey paused = new FieldKey("gpu_box", "paused");
        Edit first = Edit.field(paused, Optional.empty(), Optional.of(new JsonFlag(true)), "");
        assertThat(apply(BEFORE, first.changes()).value(paused)).contains(new JsonFlag(true));
    }

    @Test
    void aWrongValueIsToldInWords() {
        FieldKey port = new FieldKey("local_ollama", "port");
        assertThat(Check.field(BEFORE, port, Optional.of(new JsonNumber("0"))))
                .hasValueSatisfying(why -> assertThat(why).startsWith("Must be a whole number"));
        assertThat(Check.field(BEFORE, port, Optional.of(new JsonNumber("80")))).isEmpty();
    }
}
