package online.cloudtolocalllm.settings.view.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.PlayedSettings;
import online.cloudtolocalllm.settings.model.Notice;
import online.cloudtolocalllm.settings.model.connection.Seen;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/** What becomes of what was typed on a connection's page when it goes: it is set, or its loss is told, and never wrongly. */
class TypedAndLostTest {

    private static final String LOST = "was not set, and is not kept: ";
    private static final Seen ROUTER = Seen.of(
                    "router",
                    "{\"connection_type\":\"openai\",\"api_base_url\":\"https://router.example\","
                            + "\"model_aliases\":{\"small\":\"llama3.2:3b\"},\"models\":[\"llama3.2:3b\"]}")
            .with("llama3.2:3b", "qwen3:8b");

    private TemporaryHome home;
    private PlayedSettings played;
    private OpenDetail page;

    @BeforeEach
    void open() throws Exception {
        home = TemporaryHome.create();
        JsonObject both = ROUTER.connections().with("other", JsonObject.of("connection_type", "ollama"));
        played = new PlayedSettings(home.locations(), both, JsonObject.EMPTY);
        played.on("TOKEN_STATUS", request -> Seen.json("{\"set\":false,\"stored\":\"\",\"problem\":null}"));
        played.tell(ROUTER.told(1));
        page = new OpenDetail(home.locations(), "router");
        assertThat(page.sees("OpenAI's API on the internet")).isTrue();
    }

    @AfterEach
    void close() throws Exception {
        page.close();
        played.close();
        home.close();
    }

    private String said() {
        return WaitForAsyncUtils.waitForAsyncFx(
                Until.LIMIT.toMillis(),
                () -> page.settings().state().notice().map(Notice::sentence).orElse(""));
    }

    private boolean saysLost(String what) throws InterruptedException {
        return page.until(() -> page.settings()
                .state()
                .notice()
                .filter(notice ->
                        notice.problem() && notice.sentence().equals("What was typed for router " + LOST + what + "."))
                .isPresent());
    }

    /** Turns to the other connection, and waits until all that follows from it was said. */
    private void leave() {
        page.turn("other");
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void escape() {
        WaitForAsyncUtils.waitForAsyncFx(
                Until.LIMIT.toMillis(), () -> page.detail().escape());
    }

    private void focusOn(String id) {
        page.robot().interact(() -> page.robot().lookup(id).query().requestFocus());
    }

    private JsonObject entry() {
        return played.connections().object("router");
    }

    @Test
    void whatCouldNotBeSetIsTold() throws Exception {
        page.put("#field-timeout", "0");
        page.put("#alias-new-name", "big");
        page.put("#model-name", "phi4");
        page.put("#token-input", "sk-1");
        leave();
        assertThat(saysLost("Time to connect, Models, Other names, Token")).isTrue();
        assertThat(entry().has("timeout")).isFalse();
    }

    @Test
    void whatIsSetAsThePageGoesIsNotTold() throws Exception {
        page.put("#alias-0-name", "tiny");
        leave();
        assertThat(Until.holds(
                        Until.LIMIT, () -> entry().object("model_aliases").has("tiny")))
                .isTrue();
        assertThat(said()).doesNotContain(LOST);
        page.turn("router");
        page.put("#field-timeout", "7");
        leave();
        assertThat(Until.holds(Until.LIMIT, () -> entry().has("timeout"))).isTrue();
        assertThat(said()).doesNotContain(LOST);
    }

    @Test
    void whatWasGivenUpIsNotTold() throws Exception {
        page.put("#field-timeout", "0");
        escape();
        page.put("#alias-new-name", "big");
        escape();
        page.put("#model-name", "phi4");
        escape();
        page.put("#token-input", "sk-1");
        escape();
        leave();
        assertThat(said()).isEmpty();
    }

    @Test
    void aTokenThatIsLostIsToldAndOneThatIsStoredIsNot() throws Exception {
        CompletableFuture<JsonObject> stored = new CompletableFuture<>();
        played.on("UPDATE_AUTH_TOKEN", request -> stored.join());
        page.put("#token-input", "sk-1");
        page.robot().interact(() -> page.detail().left());
        assertThat(saysLost("Token")).as("another tab").isTrue();
        page.robot().interact(() -> page.settings().dismiss());
        page.robot().interact(() -> page.detail().left());
        assertThat(said()).as("there is nothing any more").isEmpty();

        page.put("#token-input", "sk-2");
        page.robot().push(KeyCode.ENTER);
        assertThat(page.sees("it waits up to two minutes")).isTrue();
        page.robot().interact(() -> page.detail().left());
        assertThat(said()).as("it is being stored").isEmpty();
        leave();
        assertThat(said()).isEmpty();
        stored.complete(JsonObject.of("ok", true, "stored", "file"));
        assertThat(page.until(() -> page.settings()
                        .state()
                        .notice()
                        .filter(notice -> notice.sentence().startsWith("The token of router is "))
                        .isPresent()))
                .isTrue();
    }

    @Test
    void aTokenThatIsTypedWhileTheOldOneIsClearedIsTold() throws Exception {
        CompletableFuture<JsonObject> cleared = new CompletableFuture<>();
        played.on("TOKEN_STATUS", request -> Seen.json("{\"set\":true,\"stored\":\"file\",\"problem\":null}"));
        played.on("UPDATE_AUTH_TOKEN", request -> cleared.join());
        played.edit(
                played.connections().with("router", entry().with("auth_token_ref", "file:router")), JsonObject.EMPTY);
        page.robot().interact(() -> page.settings().refresh());
        page.put("#token-input", "sk-1");
        page.click("#token-clear");
        assertThat(page.until(() -> !page.isOpen("#token-input"))).isTrue();
        leave();
        assertThat(saysLost("Token")).isTrue();
        cleared.complete(JsonObject.of("ok", true));
    }

    @Test
    void theFocusStaysWhereATokenWasTyped() throws Exception {
        CompletableFuture<JsonObject> stored = new CompletableFuture<>();
        played.on("UPDATE_AUTH_TOKEN", request -> stored.join());
        page.put("#token-input", "sk-1");
        page.robot().push(KeyCode.ENTER);
        assertThat(page.sees("it waits up to two minutes")).isTrue();
        page.robot().write("x");
        assertThat(page.text("#token-input")).as("it takes nothing meanwhile").isEqualTo("sk-1");
        assertThat(focused("#token-input")).isTrue();
        stored.complete(JsonObject.of("ok", true, "stored", "file"));
        assertThat(page.until(() -> page.isOpen("#token-input"))).isTrue();
        assertThat(focused("#token-input")).isTrue();
        page.robot().write("y");
        assertThat(page.text("#token-input")).isEqualTo("y");
    }

    /** Showing it makes another field, which has to take the next key before it was ever drawn. */
    @Test
    void aKeyBeforeTheNextFrameIsTaken() throws Exception {
        page.put("#token-input", "s");
        assertThat(focused("#token-input")).isTrue();
        page.robot().interact(() -> {
            page.robot().lookup("#token-input-show").queryAs(ToggleButton.class).fire();
            page.robot()
                    .lookup("#token-input")
                    .query()
                    .fireEvent(
                            new KeyEvent(KeyEvent.KEY_TYPED, "k", "", KeyCode.UNDEFINED, false, false, false, false));
        });
        assertThat(page.text("#token-input")).isEqualTo("sk");
    }

    private boolean focused(String id) throws InterruptedException {
        return page.until(
                () -> page.robot().lookup(id).tryQuery().filter(Node::isFocused).isPresent());
    }

    @Test
    void aRowIsNotRemadeUnderWhatWaitsToBePutRight() throws Exception {
        page.put("#field-priority", "high");
        focusOn("#test");
        assertThat(page.sees("This must be a number")).isTrue();
        // By the kind of a connection its usual values are others.
        played.edit(
                played.connections().with("router", entry().with("connection_type", "local_ollama")), JsonObject.EMPTY);
        page.robot().interact(() -> page.settings().refresh());
        assertThat(page.until(() -> page.settings()
                        .state()
                        .config()
                        .connections()
                        .object("router")
                        .text("connection_type", "")
                        .equals("local_ollama")))
                .isTrue();
        assertThat(page.text("#field-priority")).isEqualTo("high");
        assertThat(page.sees("This must be a number")).isTrue();
        escape();
        page.turn("router");
        assertThat(page.text("#field-priority")).isEmpty();
        assertThat(page.until(() -> prompt("#field-priority").equals("10"))).isTrue();
    }

    private String prompt(String id) {
        return page.robot().lookup(id).queryAs(TextField.class).getPromptText();
    }
}
