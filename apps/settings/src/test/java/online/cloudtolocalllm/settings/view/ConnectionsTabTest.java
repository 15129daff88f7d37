package online.cloudtolocalllm.settings.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.PlayedSettings;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/** The list of connections, by hand and by keyboard. */
class ConnectionsTabTest {

    private final TemporaryHome home;
    private final PlayedSettings played;
    private final OpenWindow window;

    ConnectionsTabTest() throws Exception {
        home = TemporaryHome.create();
        played = new PlayedSettings(home.locations(), three(), JsonObject.EMPTY)
                .on("TEST_CONNECTION", asked -> JsonObject.of("ok", true, "steps", JsonArray.of(List.of())));
        window = new OpenWindow(home.locations());
    }

    /** The file is another. */
    private void open(JsonObject connections) {
        played.edit(connections, JsonObject.EMPTY);
        window.robot().push(KeyCode.F5);
    }

    @AfterEach
    void close() throws Exception {
        window.close();
        played.close();
        home.close();
    }

    private static JsonObject three() {
        return JsonObject.of("alpha", ollama("10")).with("beta", ollama("20")).with("gamma", ollama("30"));
    }

    private static JsonObject ollama(String priority) {
        return JsonObject.of("connection_type", "ollama", "api_base_url", "http://127.0.0.1:9")
                .with("priority", new JsonNumber(priority));
    }

    private boolean saved(Predicate<JsonObject> connections) throws InterruptedException {
        return Until.holds(Until.LIMIT, () -> connections.test(played.connections()));
    }

    private boolean saved(JsonObject connections) throws InterruptedException {
        return saved(connections::equals);
    }

    private Node node(String id) {
        return window.robot().lookup(id).query();
    }

    private double top(String id) {
        Bounds bounds = node(id).localToScene(node(id).getBoundsInLocal());
        return bounds.getMinY();
    }

    private boolean focused(String id) throws InterruptedException {
        return window.until(() -> node(id).isFocused());
    }

    private boolean gone(String id) throws InterruptedException {
        return window.until(() -> window.robot().lookup(id).queryAll().stream().noneMatch(Node::isVisible));
    }

    @Test
    void theOrderIsChangedByKeyboardAndByHand() throws Exception {
        assertThat(window.sees("gamma")).isTrue();
        window.click("#connection-gamma");
        window.robot().push(KeyCode.ALT, KeyCode.UP);
        assertThat(saved(connections -> connections.object("gamma").equals(ollama("15"))))
                .isTrue();
        assertThat(window.sees("gamma is asked before beta.")).isTrue();
        assertThat(focused("#connection-gamma")).as("the keys stay with it").isTrue();
        window.robot().push(KeyCode.ALT, KeyCode.UP);
        assertThat(saved(connections -> connections.object("gamma").equals(ollama("4"))))
                .isTrue();
        window.robot().push(KeyCode.ALT, KeyCode.UP);
        window.robot().push(KeyCode.SHORTCUT, KeyCode.Z);
        assertThat(saved(connections -> connections.object("gamma").equals(ollama("15"))))
                .as("one move is one undo, and a move beyond the end is none")
                .isTrue();
        window.robot().push(KeyCode.SHORTCUT, KeyCode.Z);
        assertThat(saved(three())).isTrue();
        assertThat(window.until(() -> top("#connection-gamma") > top("#connection-beta")))
                .isTrue();

        window.drag("#connection-alpha .handle", "#connection-gamma .handle");
        assertThat(window.sees("alpha is asked")).isTrue();
        assertThat(saved(connections -> !connections.object("alpha").equals(ollama("10"))))
                .isTrue();
        assertThat(window.until(() -> top("#connection-alpha") > top("#connection-beta")))
                .isTrue();
        window.click("#undo");
        assertThat(saved(three())).isTrue();
    }

    @Test
    void keysAndMenuDoWhatCanBeDoneWithAConnection() throws Exception {
        assertThat(window.sees("gamma")).isTrue();
        window.click("#connection-alpha");
        window.robot().push(KeyCode.DOWN);
        assertThat(focused("#connection-beta")).isTrue();
        window.robot().push(KeyCode.TAB);
        assertThat(focused("#connection-on-beta")).isTrue();
        window.robot().push(KeyCode.SPACE);
        assertThat(saved(connections -> !connections.object("beta").flag("enabled", true)))
                .isTrue();
        assertThat(window.sees("beta is off")).isTrue();
        window.robot().push(KeyCode.SHORTCUT, KeyCode.Z);
        assertThat(saved(three())).isTrue();

        window.robot().push(KeyCode.SHIFT, KeyCode.F10);
        window.click("#menu-prefer");
        assertThat(saved(connections -> connections.object("beta").flag("preferred", false)))
                .isTrue();
        assertThat(window.until(() -> top("#connection-beta") < top("#connection-alpha")))
                .isTrue();
        window.click("#connection-gamma", MouseButton.SECONDARY);
        window.click("#menu-pause");
        assertThat(saved(connections -> connections.object("gamma").flag("paused", false)))
                .isTrue();
        assertThat(window.sees("gamma is paused"))
                .as("before anything else is said there")
                .isTrue();
        window.click("#connection-gamma", MouseButton.SECONDARY);
        window.click("#menu-copy");
        assertThat(window.sees("Copied: http://127.0.0.1:9")).isTrue();
        assertThat(WaitForAsyncUtils.waitForAsyncFx(Until.LIMIT.toMillis(), () -> Clipboard.getSystemClipboard()
                        .getString()))
                .isEqualTo("http://127.0.0.1:9");
        window.click("#connection-beta");
        window.robot().push(KeyCode.ALT, KeyCode.DOWN);
        assertThat(window.sees("beta is preferred, so it is asked first.")).isTrue();
    }

    @Test
    void whatIsRemovedComesBackAndWhatWouldNotIsSaidBefore() throws Exception {
        open(three().with("keyed", JsonObject.of("connection_type", "ollama", "auth_token", "t")));
        assertThat(window.sees("keyed")).isTrue();
        window.click("#connection-beta");
        window.robot().push(KeyCode.DELETE);
        assertThat(saved(connections -> !connections.has("beta"))).isTrue();
        assertThat(window.sees("beta was removed.")).isTrue();
        assertThat(gone("#connection-beta")).isTrue();
        window.click("#undo");
        assertThat(saved(connections -> connections.object("beta").equals(ollama("20"))))
                .isTrue();
        assertThat(window.sees("Remove beta")).as("it is chosen again").isTrue();

        window.click("#connection-keyed");
        window.robot().push(KeyCode.DELETE);
        assertThat(window.sees("The token of keyed stands in connection_config.json and goes with it."))
                .isTrue();
        window.robot().push(KeyCode.ESCAPE);
        assertThat(gone("#remove-question")).isTrue();
        window.click("#remove-connection");
        window.click("#remove-all-the-same");
        assertThat(saved(connections -> !connections.has("keyed"))).isTrue();
    }

    @Test
    void editsElsewhereAreFollowed() throws Exception {
        assertThat(window.sees("gamma")).isTrue();
        window.click("#connection-beta");
        JsonObject broken = JsonObject.of("connection_type", "ollama", "priority", "high");
        played.edit(three().without("beta").with("odd", broken), JsonObject.EMPTY);
        window.robot().push(KeyCode.F5);
        assertThat(window.sees("beta was removed elsewhere.")).isTrue();
        assertThat(window.sees("Remove gamma")).as("its neighbour is chosen").isTrue();
        assertThat(window.sees("must be a whole number from 0")).isTrue();
        played.edit(three().with("gamma", ollama("5")), JsonObject.EMPTY);
        window.click("#connection-on-gamma");
        assertThat(saved(connections -> !connections.object("gamma").flag("enabled", true)))
                .as("another key of it is no matter")
                .isTrue();
        assertThat(window.until(() -> top("#connection-gamma") < top("#connection-alpha")))
                .isTrue();
    }

    @Test
    void aConnectionIsAddedWithItsKey() throws Exception {
        open(JsonObject.EMPTY);
        played.on(
                "UPDATE_AUTH_TOKEN",
                asked -> asked.text("store", "").equals("file")
                        ? JsonObject.of("ok", true, "stored", "file")
                        : JsonObject.of("error", "The keyring is locked", "code", "keyring_locked"));
        assertThat(window.sees("There is no connection yet")).isTrue();
        window.click("#preset-openrouter");
        assertThat(window.sees("It comes from openrouter.ai/settings/keys.")).isTrue();
        window.put("#add-name", "a b");
        assertThat(window.sees("at most 64 letters")).isTrue();
        window.put("#add-name", "router");
        window.put("#add-address", "openrouter.ai/api/v1");
        assertThat(window.sees("perhaps https://openrouter.ai/api/v1")).isTrue();
        window.robot().push(KeyCode.ENTER);
        assertThat(played.daemon().received("SET_CONFIG"))
                .as("what is wrong is not added")
                .isEmpty();
        window.put("#add-address", "https://openrouter.ai/api/v1");
        window.put("#add-key", "sk-1");
        window.robot().push(KeyCode.ENTER);
        assertThat(window.sees("router was added, but its key is not stored. The keyring is locked."))
                .isTrue();
        assertThat(played.connections())
                .isEqualTo(JsonObject.of(
                        "router",
                        JsonObject.of("connection_type", "openai", "api_base_url", "https://openrouter.ai/api/v1")));
        window.click("#add-file");
        assertThat(gone("#add-panel")).isTrue();
        assertThat(focused("#connection-router")).isTrue();
        assertThat(window.sees("Remove router")).isTrue();
        assertThat(played.daemon().received("UPDATE_AUTH_TOKEN"))
                .last()
                .satisfies(asked -> assertThat(asked.text("token", "")).isEqualTo("sk-1"));

        window.click("#add-connection");
        window.click("#preset-openrouter");
        assertThat(window.text("#add-name")).isEqualTo("openrouter");
        assertThat(window.text("#add-key")).as("no key is kept").isEmpty();
        window.put("#add-key", "no key at all");
        window.click("#preset-openai");
        assertThat(window.text("#add-key")).as("the key of one is no other's").isEmpty();
        window.click("#preset-openrouter");
        window.put("#add-name", "typed");
        window.robot().push(KeyCode.ESCAPE);
        assertThat(gone("#add-panel")).isTrue();
        window.click("#add-connection");
        assertThat(window.text("#add-name")).as("what was typed is kept").isEqualTo("typed");
    }

    @Test
    void withoutTheDaemonEverythingButKeysWorks() throws Exception {
        assertThat(window.sees("gamma")).isTrue();
        played.close();
        assertThat(window.sees("The daemon is not running.")).isTrue();
        assertThat(window.sees("local_ollama")).as("the files are read").isTrue();
        assertThat(window.sees("not watched")).isTrue();
        window.click("#add-connection");
        window.click("#preset-openai");
        assertThat(window.sees("The daemon stores it")).isTrue();
        window.click("#add");
        assertThat(window.sees("Remove openai")).isTrue();
        assertThat(gone("#add-panel")).isTrue();
        assertThat(java.nio.file.Files.readString(home.locations().connectionConfig()))
                .contains("api.openai.com");
    }
}
