package online.cloudtolocalllm.settings.view;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.input.KeyCode;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.PlayedSettings;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every field does, tried on one of them. */
class FieldRowsTest {

    private static final String FIELD = "#field-limits-first-byte";

    private TemporaryHome home;
    private PlayedSettings played;
    private OpenWindow window;

    @BeforeEach
    void open() throws Exception {
        home = TemporaryHome.create();
        played = new PlayedSettings(home.locations(), JsonObject.EMPTY, limit("100"));
        window = new OpenWindow(home.locations());
        window.turn("gateway");
        assertThat(window.until(() -> window.text(FIELD).equals("100"))).isTrue();
    }

    @AfterEach
    void close() throws Exception {
        window.close();
        played.close();
        home.close();
    }

    private static JsonObject limit(String seconds) {
        return JsonObject.of("limits", JsonObject.of("first_byte", new JsonNumber(seconds)));
    }

    private boolean becomes(JsonObject file) throws InterruptedException {
        return Until.holds(Until.LIMIT, () -> played.file().equals(file));
    }

    @Test
    void whatIsTypedIsSetAndCanBeUndoneAndDoneAgain() throws Exception {
        window.fill(FIELD, "250");
        assertThat(becomes(limit("250"))).isTrue();
        assertThat(window.sees("250.")).as("the strip says what was done").isTrue();
        window.click("#undo");
        assertThat(becomes(limit("100"))).isTrue();
        assertThat(window.until(() -> window.text(FIELD).equals("100"))).isTrue();
        window.robot().push(KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.Z);
        assertThat(becomes(limit("250"))).isTrue();
        window.fill(FIELD, "");
        assertThat(becomes(JsonObject.EMPTY)).as("empty is the default").isTrue();
    }

    @Test
    void whatIsWrongIsToldAtOnceAndNotSet() throws Exception {
        window.put(FIELD, "ten");
        assertThat(window.sees("This must be a number")).isTrue();
        window.put(FIELD, "1000000");
        assertThat(window.sees("at most")).isTrue();
        window.robot().push(KeyCode.ENTER);
        window.robot().push(KeyCode.ESCAPE);
        assertThat(window.text(FIELD)).isEqualTo("100");
        assertThat(played.daemon().received("SET_CONFIG")).isEmpty();
    }

    @Test
    void anEditElsewhereMeanwhileIsAskedAbout() throws Exception {
        window.put(FIELD, "250");
        played.edit(JsonObject.EMPTY, limit("300"));
        window.robot().push(KeyCode.F5);
        assertThat(window.sees("It was changed elsewhere meanwhile, to \"300\"."))
                .isTrue();
        window.robot().push(KeyCode.ENTER);
        window.click(FIELD + "-theirs");
        assertThat(window.text(FIELD)).isEqualTo("300");
        assertThat(played.file()).isEqualTo(limit("300"));
    }

    @Test
    void anEditElsewhereThatNobodySawYetIsNotOverwritten() throws Exception {
        window.put(FIELD, "250");
        played.edit(JsonObject.EMPTY, limit("300"));
        window.robot().push(KeyCode.ENTER);
        assertThat(window.sees("It was changed elsewhere meanwhile")).isTrue();
        assertThat(played.file()).isEqualTo(limit("300"));
        window.click(FIELD + "-mine");
        assertThat(becomes(limit("250"))).isTrue();
    }
}
