package online.cloudtolocalllm.settings.view.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.CompletableFuture;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListView;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.settings.PlayedSettings;
import online.cloudtolocalllm.settings.model.connection.Seen;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/** The page of a connection, used by hand. */
class ConnectionDetailTest {

    private static final String SECRET = "sk-0123456789abcdef";
    private static final Seen ROUTER = Seen.of(
                    "router",
                    "{\"connection_type\":\"openai\",\"api_base_url\":\"https://router.example\","
                            + "\"model_aliases\":{\"small\":\"llama3.2:3b\"}}")
            .with("llama3.2:3b", "qwen3:8b");
    private static final String FAILED = "{\"result\":{\"connection\":\"router\",\"ok\":false,\"steps\":["
            + "{\"step\":\"address\",\"ok\":true,\"ms\":0.4,\"detail\":\"it is 10.0.0.1\"},"
            + "{\"step\":\"connect\",\"ok\":false,\"ms\":5000,\"detail\":\"no route to host\"}],"
            + "\"advice\":\"Is the computer awake?\","
            + "\"suggestion\":{\"api_base_url\":\"https://other.example/v1\",\"connection_type\":\"openai\"}}}";

    private TemporaryHome home;
    private PlayedSettings played;
    private OpenDetail page;

    @BeforeEach
    void open() throws Exception {
        home = TemporaryHome.create();
        played = new PlayedSettings(home.locations(), ROUTER.connections(), JsonObject.EMPTY);
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

    private JsonObject entry() {
        return played.connections().object("router");
    }

    private boolean becomes(String key, String json) throws InterruptedException {
        JsonObject wanted = json.isEmpty() ? JsonObject.EMPTY : Seen.json("{\"" + key + "\":" + json + "}");
        return Until.holds(Until.LIMIT, () -> entry().get(key).equals(wanted.get(key)));
    }

    @Test
    void everyFieldIsSetAndCanBeUndone() throws Exception {
        assertThat(page.sees("Prompts go to the internet, to router.example")).isTrue();
        page.put("#field-api-base-url", "router.lan:1234");
        assertThat(page.sees("perhaps http://router.lan:1234")).isTrue();
        page.put("#field-api-base-url", "http://router.lan:1234");
        page.robot().push(KeyCode.ENTER);
        assertThat(becomes("api_base_url", "\"http://router.lan:1234\"")).isTrue();
        assertThat(page.sees("Prompts go to your network (router.lan)")).isTrue();
        assertThat(page.sees("A token is sent over https only")).isTrue();
        page.put("#field-timeout", "0");
        assertThat(page.sees("above 0")).isTrue();
        page.put("#field-timeout", "7");
        page.robot().push(KeyCode.ENTER);
        assertThat(becomes("timeout", "7")).isTrue();
        page.click("#field-failover");
        assertThat(becomes("failover", "false")).isTrue();
        page.click("#field-preferred");
        assertThat(becomes("preferred", "true")).isTrue();
        assertThat(page.until(() -> page.settings().state().undoable())).isTrue();
        page.robot().interact(() -> page.settings().undo());
        assertThat(becomes("preferred", "")).isTrue();
    }

    @Test
    void aTestShowsItsStepsAndWhatWouldBeBetter() throws Exception {
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        played.on("TEST_CONNECTION", request -> answer.join());
        page.click("#test");
        assertThat(page.sees("Testing …")).isTrue();
        assertThat(page.sees("connect")).as("what is to come").isTrue();
        assertThat(page.isOpen("#test")).isFalse();
        answer.complete(Seen.json(FAILED));
        assertThat(page.sees("It does not work.")).isTrue();
        assertThat(page.sees("no route to host")).isTrue();
        assertThat(page.sees("Is the computer awake?")).isTrue();
        page.click("#copy-test");
        assertThat(page.until(() -> Clipboard.getSystemClipboard().hasString()
                        && Clipboard.getSystemClipboard().getString().contains("✗ connect  5 s")))
                .isTrue();
        page.click("#test-use");
        assertThat(becomes("api_base_url", "\"https://other.example/v1\"")).isTrue();
        assertThat(page.seesNoMore("no route to host"))
                .as("that was the other address")
                .isTrue();
    }

    @Test
    void aTokenIsSetUnseenAndGoneFromTheWindow() throws Exception {
        CompletableFuture<JsonObject> locked = new CompletableFuture<>();
        played.on(
                "UPDATE_AUTH_TOKEN",
                request -> request.has("store") ? Seen.json("{\"ok\":true,\"stored\":\"file\"}") : locked.join());
        page.put("#token-input", SECRET);
        TextField typedInto = page.robot().lookup("#token-input").queryAs(TextField.class);
        assertThat(typedInto).isInstanceOf(PasswordField.class);
        page.click("#token-input-show");
        assertThat(page.robot().lookup("#token-input").queryAs(TextField.class)).isNotInstanceOf(PasswordField.class);
        assertThat(page.text("#token-input")).isEqualTo(SECRET);
        page.click("#token-set");
        assertThat(page.sees("it waits up to two minutes")).isTrue();
        assertThat(page.isOpen("#token-input")).isFalse();
        locked.complete(Seen.json("{\"error\":\"the keyring is locked\",\"code\":\"keyring_locked\"}"));
        assertThat(page.sees("The keyring is locked.")).isTrue();
        page.click("#token-file");
        assertThat(page.until(() -> page.text("#token-input").isEmpty())).isTrue();
        assertThat(page.robot().lookup("#token-input").queryAs(TextField.class)).isInstanceOf(PasswordField.class);
        page.robot().interact(typedInto::undo);
        assertThat(typedInto.getText())
                .as("the old field is not seen, and has nothing")
                .isEmpty();
        page.put("#token-input", "another");
        page.robot().interact(() -> page.detail().left());
        assertThat(page.text("#token-input")).as("another tab wipes it").isEmpty();
        page.put("#token-input", "another");
        page.turn("gone");
        assertThat(page.sees("It is gone.")).isTrue();
        page.turn("router");
        assertThat(page.text("#token-input")).as("leaving wipes it").isEmpty();
    }

    @Test
    void modelsAreTickedAndNamed() throws Exception {
        page.click("#models-some");
        assertThat(becomes("models", "[\"llama3.2:3b\",\"qwen3:8b\"]")).isTrue();
        // The answer to that is shown before a row is chosen.
        assertThat(page.until(() -> page.settings().state().undoable())).isTrue();
        page.robot().interact(() -> {
            ListView<?> list = page.robot().lookup("#models").queryListView();
            list.requestFocus();
            list.getSelectionModel().select(1);
        });
        page.robot().push(KeyCode.SPACE);
        assertThat(becomes("models", "[\"llama3.2:3b\"]")).isTrue();
        assertThat(page.until(() -> page.robot().lookup(".check-box").queryAllAs(CheckBox.class).stream()
                        .anyMatch(box -> box.getParent() != null
                                && !box.isSelected()
                                && box.getText().isEmpty())))
                .isTrue();
        page.put("#model-name", "phi4:14b");
        page.click("#model-add");
        assertThat(becomes("models", "[\"llama3.2:3b\",\"phi4:14b\"]")).isTrue();
        assertThat(page.sees("not listed now")).isTrue();
        page.click("#models-all");
        assertThat(becomes("models", "")).isTrue();
    }

    @Test
    void namesAreAddedChangedAndRemoved() throws Exception {
        page.put("#alias-new-name", "SMALL");
        page.put("#alias-new-model", "x");
        assertThat(page.sees("There is this name already")).isTrue();
        page.put("#alias-new-name", "big");
        page.put("#alias-new-model", "");
        page.robot().write("q");
        assertThat(page.text("#alias-new-model")).as("completed").isEqualTo("qwen3:8b");
        page.robot().push(KeyCode.ENTER);
        assertThat(becomes("model_aliases", "{\"small\":\"llama3.2:3b\",\"big\":\"qwen3:8b\"}"))
                .isTrue();
        assertThat(page.until(() -> page.text("#alias-new-name").isEmpty())).isTrue();
        page.put("#alias-1-name", "large");
        page.robot().interact(() -> page.robot().lookup("#test").query().requestFocus());
        assertThat(becomes("model_aliases", "{\"small\":\"llama3.2:3b\",\"large\":\"qwen3:8b\"}"))
                .as("set when it is left")
                .isTrue();
        page.put("#alias-0-name", "");
        assertThat(page.sees("Type the name that programs ask for.")).isTrue();
        assertThat(WaitForAsyncUtils.waitForAsyncFx(
                        Until.LIMIT.toMillis(), () -> page.detail().escape()))
                .isTrue();
        assertThat(page.text("#alias-0-name")).isEqualTo("small");
        page.click("#alias-0-remove");
        assertThat(becomes("model_aliases", "{\"large\":\"qwen3:8b\"}")).isTrue();
    }

    @Test
    void itLivesWithADaemonThatGoes() throws Exception {
        Files.writeString(
                home.locations().connectionConfig(), ROUTER.connections().toJson());
        played.tell(ROUTER.in(HealthState.SIGN_IN_NEEDED, "the token was refused (401)")
                .told(2));
        assertThat(page.sees("Sign-in needed since Nov 22: the token was refused (401)."))
                .isTrue();
        played.daemon().close();
        assertThat(page.sees("is not known while the daemon is away")).isTrue();
        assertThat(page.sees("The daemon makes the test.")).isTrue();
        assertThat(page.sees("The daemon stores tokens.")).isTrue();
        assertThat(page.isOpen("#test")).isFalse();
        page.put("#field-api-base-url", "https://offline.example");
        page.robot().push(KeyCode.ENTER);
        assertThat(Until.holds(Until.LIMIT, () -> file().contains("https://offline.example")))
                .as("set in the file")
                .isTrue();
    }

    private String file() {
        try {
            return Files.readString(home.locations().connectionConfig());
        } catch (IOException e) {
            return "";
        }
    }
}
