package online.cloudtolocalllm.settings.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.PlayedSettings;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import org.junit.jupiter.api.Test;

/** The pages of keys and of general settings. */
class AppsTabTest {

    private final List<String> keys = Collections.synchronizedList(new ArrayList<>());

    private PlayedSettings played(TemporaryHome home) throws Exception {
        return new PlayedSettings(home.locations(), JsonObject.EMPTY, JsonObject.EMPTY)
                .on(
                        "LIST_KEYS",
                        request -> JsonObject.of(
                                "keys",
                                List.copyOf(keys).stream()
                                        .sorted()
                                        .map(name -> JsonObject.of("name", name, "privacy", "lan")
                                                .with("requests", 3))
                                        .toList()))
                .on(
                        "GET_STATS",
                        request ->
                                JsonObject.of("apps", JsonObject.of("editor", JsonObject.of("completion_tokens", 40))))
                .on("CREATE_KEY", request -> {
                    keys.add(request.text("name", ""));
                    return JsonObject.of("name", request.text("name", ""), "key", "c2l_secret");
                })
                .on("REVOKE_KEY", request -> {
                    keys.remove(request.text("name", ""));
                    return JsonObject.of("ok", true);
                })
                .on("RESTORE_KEY", request -> {
                    keys.add(request.text("name", ""));
                    return JsonObject.of("ok", true);
                });
    }

    @Test
    void aKeyIsMadeCopiedRevokedAndBroughtBack() throws Exception {
        try (TemporaryHome home = TemporaryHome.create();
                PlayedSettings played = played(home);
                OpenWindow window = new OpenWindow(home.locations())) {
            window.turn("apps");
            assertThat(window.sees("No program has a key yet.")).isTrue();
            window.put("#new-key-name", "not good");
            assertThat(window.sees("A name begins with a letter")).isTrue();
            window.put("#new-key-name", "editor");
            window.robot().push(KeyCode.ENTER);
            assertThat(window.sees("The key of editor")).isTrue();
            assertThat(window.text("#made-key-text")).isEqualTo("c2l_secret");
            assertThat(window.until(() -> window.text("#snippet").contains("Bearer c2l_secret")))
                    .as("what is copied there works as it is")
                    .isTrue();
            window.click("#copy-key");
            window.robot()
                    .interact(() -> assertThat(Clipboard.getSystemClipboard().getString())
                            .isEqualTo("c2l_secret"));
            window.click("#key-done");
            assertThat(window.seesNoMore("c2l_secret")).isTrue();
            assertThat(window.sees("3 requests · 40 tokens")).isTrue();

            window.click("#revoke-editor");
            assertThat(window.sees("programs that use it are refused from now on"))
                    .isTrue();
            assertThat(Until.holds(Until.LIMIT, keys::isEmpty)).isTrue();
            window.click("#restore-editor");
            assertThat(window.sees("3 requests · 40 tokens")).isTrue();
            assertThat(Until.holds(Until.LIMIT, () -> keys.equals(List.of("editor"))))
                    .isTrue();

            played.daemon().close();
            assertThat(window.sees("The daemon has the keys: start it to see them."))
                    .isTrue();
            assertThat(window.seesNoMore("3 requests")).isTrue();
        }
    }

    @Test
    void startAtLoginIsTheDaemonsAndSettingsAreTheFiles() throws Exception {
        try (TemporaryHome home = TemporaryHome.create();
                PlayedSettings played = played(home);
                OpenWindow window = new OpenWindow(home.locations())) {
            played.on(
                    "AUTOSTART",
                    request -> request.has("on")
                            ? JsonObject.of("on", true, "by", "the entry x.desktop")
                            : JsonObject.of("on", false, "by", JsonNull.NULL));
            window.turn("general");
            assertThat(window.until(() ->
                            !window.robot().lookup("#start-at-login").query().isDisabled()))
                    .isTrue();
            window.click("#start-at-login");
            assertThat(window.sees("By the entry x.desktop.")).isTrue();
            window.click("#field-log-requests");
            JsonObject off = JsonObject.of("log", JsonObject.of("requests", false));
            assertThat(Until.holds(Until.LIMIT, () -> played.file().equals(off)))
                    .isTrue();
            assertThat(window.sees("A line for each request: off.")).isTrue();
            window.turn("apps");
            played.on("LEGACY", request -> JsonObject.of("error", "A variable says so.", "code", "overridden"));
            window.click("#open-old-clients");
            assertThat(window.sees("A variable says so.")).isTrue();
        }
    }
}
