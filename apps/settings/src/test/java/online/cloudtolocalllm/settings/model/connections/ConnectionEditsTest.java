package online.cloudtolocalllm.settings.model.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.model.config.Check;
import online.cloudtolocalllm.settings.model.config.Config;
import online.cloudtolocalllm.settings.model.config.Edit;
import online.cloudtolocalllm.settings.model.config.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionEditsTest {

    private static final Config CONFIG = Written.config("""
        {"local_ollama": {"enabled": true},
         "gpu_box": {"connection_type": "ollama", "api_base_url": "http://10.0.0.1:11434", "priority": 15},
         "router": {"connection_type": "openai", "api_base_url": "https://x.org/v1", "preferred": true},
         "other": {"connection_type": "openai", "api_base_url": "https://y.org/v1", "paused": true}}
        """);

    private static Config after(Config config, Edit edit) {
        assertThat(Check.of(config, edit.changes())).isInstanceOf(Check.Verdict.Right.class);
        return Check.of(config, edit.changes()) instanceof Check.Verdict.Right(Config after) ? after : config;
    }

    private static void comesBack(Config config, Edit edit) {
        Config there = after(config, edit);
        assertThat(after(there, History.Step.of(config, there, edit).back()).connections())
                .isEqualTo(config.connections());
    }

    @Test
    void switchesAreOneChangeThatCanBeTakenBack() {
        Edit off = ConnectionEdits.enable(CONFIG, "local_ollama", false);
        assertThat(after(CONFIG, off).connections().object("local_ollama"))
                .isEqualTo(Written.json("{\"enabled\": false}"));
        assertThat(off.done()).isEqualTo("local_ollama is off: it gets no requests and is not watched.");
        comesBack(CONFIG, off);
        comesBack(CONFIG, ConnectionEdits.pause(CONFIG, "other", false));
        assertThat(after(CONFIG, ConnectionEdits.pause(CONFIG, "other", false))
                        .connections()
                        .object("other")
                        .has("paused"))
                .isFalse();
    }

    @Test
    void atMostOneIsPreferred() {
        Config now = after(CONFIG, ConnectionEdits.prefer(CONFIG, "gpu_box", true));
        assertThat(now.connections().object("gpu_box").flag("preferred", false)).isTrue();
        assertThat(now.connections().object("router").has("preferred")).isFalse();
        comesBack(CONFIG, ConnectionEdits.prefer(CONFIG, "gpu_box", true));
        assertThat(after(now, ConnectionEdits.prefer(now, "gpu_box", false))
                        .connections()
                        .object("gpu_box")
                        .has("preferred"))
                .isFalse();
    }

    @Test
    void aConnectionIsRemovedOnlyAsItWasSeen() {
        Edit edit = ConnectionEdits.remove(CONFIG, "local_ollama");
        assertThat(after(CONFIG, edit).names()).doesNotContain("local_ollama");
        comesBack(CONFIG, edit);
        assertThat(Check.of(Written.config("{\"local_ollama\": {\"timeout\": 7}}"), edit.changes()))
                .as("undo would bring it back without what somebody else has just set")
                .isInstanceOfSatisfying(
                        Check.Verdict.Wrong.class,
                        wrong -> assertThat(wrong.why().isOvertaken()).isTrue());
    }

    @Test
    void whatSomebodyElseChangedMeanwhileStays() {
        Edit edit = ConnectionEdits.enable(CONFIG, "local_ollama", false);
        Config other = Written.config("{\"local_ollama\": {\"enabled\": false}}");
        assertThat(Check.of(other, edit.changes()))
                .isInstanceOfSatisfying(
                        Check.Verdict.Wrong.class,
                        wrong -> assertThat(wrong.why().isOvertaken()).isTrue());
    }

    @ParameterizedTest(name = "{0} onto {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "gpu_box      | local_ollama | gpu_box is asked before local_ollama.",
                "local_ollama | gpu_box      | local_ollama is asked before other.",
                "local_ollama | other        | local_ollama is asked last.",
            })
    void aMoveIsOneChange(String name, String onto, String done) {
        assertThat(ConnectionEdits.move(CONFIG, name, onto))
                .isInstanceOfSatisfying(ConnectionEdits.Move.To.class, move -> {
                    assertThat(move.edit().done()).isEqualTo(done);
                    assertThat(move.edit().changes()).hasSize(2);
                    comesBack(CONFIG, move.edit());
                });
    }

    @ParameterizedTest(name = "{0} onto {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "router  | gpu_box | router is preferred, so it is asked first. Prefer it no more to give it a place.",
                "gpu_box | router  | router is preferred, so it is asked first, whatever the order.",
                "nobody  | gpu_box | nobody has no place among those that are asked.",
                "gpu_box | gpu_box | ''",
                "gpu_box | nobody  | ''",
            })
    void whatStaysIsExplained(String name, String onto, String why) {
        assertThat(ConnectionEdits.move(CONFIG, name, onto)).isEqualTo(new ConnectionEdits.Move.Stays(why));
    }

    @Test
    void tooManyOfOnePriorityAreLeftToTheirOwner() {
        JsonObject all = JsonObject.EMPTY;
        for (int at = 0; at < 200; at++) {
            all = all.with("c%03d".formatted(at), Written.json("{\"connection_type\": \"ollama\"}"));
        }
        Config config = new Config(Config.Source.FILES, all, JsonObject.EMPTY, Map.of(), List.of());
        assertThat(ConnectionEdits.move(config, "c199", "c100"))
                .isInstanceOfSatisfying(ConnectionEdits.Move.Stays.class, stays -> assertThat(stays.why())
                        .contains("share a priority"));
    }

    @Test
    void whatUndoCannotBringBackIsSaidBefore() {
        Config config = Written.config("""
            {"plain": {"connection_type": "ollama", "auth_token_set": false},
             "kept": {"connection_type": "openai", "api_base_url": "https://x.org", "auth_token_ref": "keyring:kept",
                      "auth_token_set": true},
             "token": {"connection_type": "openai", "api_base_url": "https://x.org", "auth_token_set": true},
             "noted": {"connection_type": "ollama", "my_note": null, "auth_token_set": false},
             "broken": {"connection_type": "ollama", "priority": "high"},
             "none": null}
            """);
        assertThat(ConnectionEdits.lossOf(config, "plain")).isEmpty();
        assertThat(ConnectionEdits.lossOf(config, "kept")).isEmpty();
        assertThat(ConnectionEdits.lossOf(config, "token")).contains("goes with it");
        assertThat(ConnectionEdits.lossOf(config, "noted")).contains("my_note");
        assertThat(ConnectionEdits.lossOf(config, "broken")).contains("could not bring them back");
        assertThat(ConnectionEdits.lossOf(config, "none")).contains("could not bring them back");
    }

    @Test
    void whatIsWrongAndHiddenFromHereDoesNotComeBackAsAnotherConnection() {
        String entries = """
            {"bad": {"connection_type": "ollama", "api_base_url": null}, "kept": {"connection_type": "ollama"}}
            """;
        Config config = Written.config(
                entries,
                "connection_config.json: connection \"bad\" is left out (api_base_url: not a URL).",
                "connection_config.json: connection \"kept\" keeps the settings it had (api_base_url: not a URL).");
        assertThat(ConnectionEdits.lossOf(config, "bad")).contains("could not bring them back");
        assertThat(ConnectionEdits.lossOf(config, "kept")).contains("could not bring them back");
        assertThat(ConnectionEdits.lossOf(Written.config(entries), "kept")).isEmpty();
    }
}
