package online.cloudtolocalllm.settings.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.PlayedSettings;
import online.cloudtolocalllm.settings.model.connection.Seen;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/** What was typed in the window is set, or its loss is told; and the window ends soon all the same. */
class KeptOrToldTest {

    private static final String SECRET = "sk-0123456789abcdef";
    private static final String LOST = "not kept";
    private static final JsonObject OLLAMA =
            JsonObject.of("connection_type", "ollama", "api_base_url", "http://127.0.0.1:9");

    private final TemporaryHome home;
    private final PlayedSettings played;
    private final OpenWindow window;
    private boolean closed;

    KeptOrToldTest() throws Exception {
        home = TemporaryHome.create();
        played = new PlayedSettings(
                home.locations(), JsonObject.of("alpha", OLLAMA).with("beta", OLLAMA), JsonObject.EMPTY);
        window = new OpenWindow(home.locations());
        assertThat(window.sees("beta")).isTrue();
    }

    @AfterEach
    void close() throws Exception {
        if (!closed) {
            window.close();
        }
        played.close();
        home.close();
    }

    private void end() throws Exception {
        closed = true;
        window.close();
    }

    private JsonObject entry(String name) {
        return played.connections().object(name);
    }

    private boolean saysNothingOfIt() {
        WaitForAsyncUtils.waitForFxEvents();
        return !window.shows(LOST);
    }

    @Test
    void aConnectionThatIsChosenInsteadLeavesAWord() throws Exception {
        window.click("#connection-alpha");
        window.put("#field-timeout", "0");
        window.click("#connection-beta");
        assertThat(window.sees("What was typed for alpha was not set, and is not kept: Time to connect."))
                .isTrue();
        window.click("#dismiss");
        window.put("#field-timeout", "7");
        window.click("#connection-alpha");
        assertThat(Until.holds(Until.LIMIT, () -> new JsonNumber("7")
                        .equals(entry("beta").get("timeout").orElse(JsonObject.EMPTY))))
                .isTrue();
        assertThat(saysNothingOfIt()).isTrue();
        window.put("#field-timeout", "0");
        window.turn("status");
        assertThat(saysNothingOfIt()).as("it is still there").isTrue();
        window.turn("connections");
        assertThat(window.text("#field-timeout")).isEqualTo("0");
    }

    @Test
    void aKeyThatIsLostIsToldAndOneThatIsGivenUpOrStoredIsNot() throws Exception {
        CompletableFuture<JsonObject> stored = new CompletableFuture<>();
        played.on("UPDATE_AUTH_TOKEN", asked -> stored.join());
        window.click("#add-connection");
        window.click("#preset-openai");
        window.put("#add-key", "sk-1");
        window.robot().push(KeyCode.ESCAPE);
        assertThat(saysNothingOfIt()).as("Escape").isTrue();
        window.click("#add-connection");
        window.put("#add-key", "sk-1");
        window.click("#add-cancel");
        assertThat(saysNothingOfIt()).as("Cancel").isTrue();
        window.click("#add-connection");
        window.put("#add-key", "sk-1");
        window.turn("status");
        assertThat(window.sees("The key that was typed was not stored, and is not kept."))
                .isTrue();
        window.click("#dismiss");
        window.turn("connections");
        window.turn("status");
        assertThat(saysNothingOfIt()).as("there is none any more").isTrue();
        window.turn("connections");
        window.put("#add-key", "sk-2");
        window.click("#connection-beta");
        assertThat(window.sees("The key that was typed was not stored, and is not kept."))
                .as("another connection")
                .isTrue();
        window.click("#dismiss");
        window.click("#add-connection");
        window.put("#add-key", "sk-3");
        window.robot().push(KeyCode.ENTER);
        assertThat(window.sees("Its key is being stored")).isTrue();
        window.turn("status");
        assertThat(saysNothingOfIt()).as("it is being stored").isTrue();
        stored.complete(JsonObject.of("ok", true, "stored", "file"));
        window.turn("connections");
        assertThat(window.sees("Remove openai")).isTrue();
        assertThat(saysNothingOfIt()).isTrue();
    }

    @Test
    void aKeyThatWasMeantForAnotherGoesNowhere() throws Exception {
        window.click("#add-connection");
        window.click("#preset-openai");
        window.put("#add-key", "sk-1");
        window.click("#preset-ollama");
        window.click("#add");
        assertThat(window.sees("Remove ollama")).isTrue();
        assertThat(played.daemon().received("UPDATE_AUTH_TOKEN")).isEmpty();
        window.click("#add-connection");
        window.click("#preset-openai");
        assertThat(window.text("#add-key")).isEmpty();
    }

    @Test
    void noTokenIsLeftAnywhere() throws Exception {
        played.on("UPDATE_AUTH_TOKEN", asked -> JsonObject.of("ok", true, "stored", "file"));
        played.on("TOKEN_STATUS", asked -> JsonObject.of("set", true, "stored", "file"));
        played.tell(Seen.of("alpha", OLLAMA.toJson()).told(1));
        window.click("#connection-alpha");
        window.put("#token-input", SECRET);
        window.click("#token-input-show");
        window.click("#token-set");
        assertThat(window.sees("The token of alpha is ")).isTrue();
        assertThat(window.until(() -> !traces().contains(SECRET))).as("set").isTrue();
        window.click("#token-clear");
        assertThat(window.sees("The token of alpha is gone.")).isTrue();
        window.put("#token-input", SECRET);
        window.turn("status");
        assertThat(window.sees("What was typed for alpha")).isTrue();
        window.turn("connections");
        assertThat(window.until(() -> !traces().contains(SECRET))).as("lost").isTrue();
        window.robot().push(KeyCode.SHORTCUT, KeyCode.Z);
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(window.until(() -> !traces().contains(SECRET))).as("undone").isTrue();
        try (Stream<Path> files = Files.walk(home.folder())) {
            assertThat(files.filter(Files::isRegularFile)).noneSatisfy(file -> assertThat(file)
                    .content(StandardCharsets.ISO_8859_1)
                    .contains(SECRET));
        }
    }

    /** All that the window says, to eyes, to ears and to the clipboard. */
    private String traces() {
        StringBuilder all = new StringBuilder();
        for (Node node : window.window().root().lookupAll("*")) {
            all.append(node.getAccessibleText())
                    .append(node.getAccessibleHelp())
                    .append(node.getUserData());
            switch (node) {
                case Labeled label -> all.append(label.getText()).append(label.getTooltip());
                case TextInputControl input ->
                    all.append(input.getText()).append(input.getPromptText()).append(input.isUndoable());
                default -> all.append(' ');
            }
        }
        return all.append(Clipboard.getSystemClipboard().getString()).toString();
    }

    @Test
    void whatIsTypedAsTheWindowEndsIsSet() throws Exception {
        window.click("#connection-alpha");
        window.put("#field-timeout", "7");
        end();
        assertThat(Until.holds(Until.LIMIT, () -> entry("alpha")
                        .get("timeout")
                        .filter(new JsonNumber("7")::equals)
                        .isPresent()))
                .isTrue();
    }

    @Test
    void aDaemonThatDoesNotAnswerHoldsNoWindowUp() throws Exception {
        CountDownLatch awake = new CountDownLatch(1);
        played.on("SET_CONFIG", asked -> {
            try {
                awake.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return JsonObject.of("ok", true);
        });
        window.click("#connection-alpha");
        window.put("#field-timeout", "7");
        long begun = System.nanoTime();
        end();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        awake.countDown();
        assertThat(took).isBetween(Duration.ofSeconds(2), Until.LIMIT);
    }
}
