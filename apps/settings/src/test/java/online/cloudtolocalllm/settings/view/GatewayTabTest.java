package online.cloudtolocalllm.settings.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ComboBox;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.settings.PlayedSettings;
import online.cloudtolocalllm.settings.model.config.SettingSpec;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The gateway's page, and the strip that restarts the daemon. */
class GatewayTabTest {

    private static final Instant STARTED = Instant.parse("2026-11-22T09:30:00Z");

    private TemporaryHome home;
    private PlayedSettings played;

    @BeforeEach
    void start() throws Exception {
        home = TemporaryHome.create();
        played = new PlayedSettings(home.locations(), JsonObject.EMPTY, JsonObject.EMPTY);
        played.tell(status("http://127.0.0.1:11435", STARTED));
    }

    @AfterEach
    void stop() throws Exception {
        played.close();
        home.close();
    }

    private static DaemonStatus status(String gateway, Instant started) {
        StatusSnapshot snapshot = new StatusSnapshot(1, started, List.of(), Optional.empty(), Optional.empty());
        return new DaemonStatus("1", 1, started, gateway, 0, 0, 0, 0, List.of(), snapshot);
    }

    private boolean becomes(JsonObject file) throws InterruptedException {
        return Until.holds(Until.LIMIT, () -> played.file().equals(file));
    }

    private static JsonObject rules(String name, String word) {
        return JsonObject.of("privacy", JsonObject.of("models", JsonObject.of(name, word)));
    }

    @Test
    void rulesForModelsAreATable() throws Exception {
        try (OpenWindow window = new OpenWindow(home.locations())) {
            window.turn("gateway");
            assertThat(window.sees("http://127.0.0.1:11435/v1")).isTrue();
            List<String> said = new ArrayList<>();
            window.robot().interact(() -> window.robot()
                    .lookup("#copy-gateway")
                    .queryButton()
                    .textProperty()
                    .addListener((property, before, now) -> said.add(now)));
            window.click("#copy-gateway");
            assertThat(said).startsWith("Copied");
            window.robot()
                    .interact(() -> assertThat(Clipboard.getSystemClipboard().getString())
                            .isEqualTo("http://127.0.0.1:11435"));

            window.put("#privacy-add-name", "a b");
            assertThat(window.sees("This is no model's name")).isTrue();
            window.put("#privacy-add-name", "diary*");
            window.robot().push(KeyCode.ENTER);
            assertThat(becomes(rules("diary*", "local"))).isTrue();
            assertThat(window.sees("begins with “diary” stay on this computer")).isTrue();
            window.put("#privacy-try", "diary-7");
            assertThat(window.sees("Requests for “diary-7” stay on this computer by these rules."))
                    .isTrue();

            choose(window, "#privacy-reach-0", "lan");
            assertThat(becomes(rules("diary*", "lan"))).isTrue();
            window.put("#privacy-name-0", "notes*");
            window.robot().push(KeyCode.ENTER);
            assertThat(becomes(rules("notes*", "lan"))).isTrue();
            window.put("#privacy-name-0", "no good");
            assertThat(window.sees("This is no model's name")).isTrue();
            window.robot().push(KeyCode.ESCAPE);
            assertThat(window.text("#privacy-name-0")).isEqualTo("notes*");

            window.click("#privacy-remove-0");
            assertThat(becomes(JsonObject.EMPTY)).isTrue();
            window.click("#undo");
            assertThat(becomes(rules("notes*", "lan"))).isTrue();
            assertThat(window.sees("begins with “notes” stay within")).isTrue();
        }
    }

    private static void choose(OpenWindow window, String id, String word) {
        window.robot().interact(() -> {
            @SuppressWarnings("unchecked")
            ComboBox<SettingSpec.Named> box = window.robot().lookup(id).queryAs(ComboBox.class);
            box.getItems().stream()
                    .filter(choice -> choice.value().equals(word))
                    .forEach(box::setValue);
        });
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher of this test is a shell script")
    void whatWaitsForARestartIsSaidAndTheRestartIsOneClick() throws Exception {
        Path go = home.folder().resolve("go");
        Path asked = home.folder().resolve("asked");
        Path script = home.folder().resolve("launcher");
        Files.writeString(
                script,
                "#!/bin/sh\necho \"$1 $CLOUDTOLOCALLLM_HOME\" >> '" + asked + "'\nwhile [ ! -e '" + go
                        + "' ] && [ -e \"$0\" ]; do sleep 0.05; done\nif [ -s '" + go
                        + "' ]; then echo 'Stopping …' >&2; echo 'error: It is \033[1mstuck.' >&2; exit 1; fi\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        try (OpenWindow window = new OpenWindow(home.locations(), Optional.of(script))) {
            window.turn("gateway");
            assertThat(window.sees("http://127.0.0.1:11435")).isTrue();
            assertThat(window.robot().lookup("#restart-strip").query().isVisible())
                    .isFalse();
            window.fill("#field-gateway-address", "127.0.0.1:11999");
            assertThat(window.sees("“Listens at” counts after a restart of the daemon."))
                    .isTrue();
            assertThat(window.sees("It counts after the daemon's next start.")).isTrue();

            window.click("#restart-daemon");
            assertThat(window.sees("Running answers get up to 10 s to end.")).isTrue();
            // Whole from its first moment: an empty one means that all is well.
            Files.move(Files.writeString(home.folder().resolve("fail"), "fail"), go);
            assertThat(window.sees("The daemon was not restarted: It is")).isTrue();
            assertThat(window.sees("“Listens at” counts after a restart of the daemon."))
                    .as("it can be tried again")
                    .isTrue();

            Files.delete(go);
            window.click("#restart-daemon");
            assertThat(window.sees("Running answers get up to")).isTrue();
            played.restarted();
            played.tell(status("http://127.0.0.1:11999", STARTED.plusSeconds(60)));
            Files.createFile(go);
            assertThat(window.sees("The daemon was restarted.")).isTrue();
            assertThat(window.seesNoMore("after a restart of the daemon")).isTrue();
            assertThat(window.sees("http://127.0.0.1:11999/v1")).isTrue();
            assertThat(Files.readAllLines(asked))
                    .containsOnly("restart " + home.locations().home());
        }
    }

    @Test
    void whatWaitedBeforeTheWindowOpenedIsSaid() throws Exception {
        played.edit(JsonObject.EMPTY, JsonObject.of("gateway", JsonObject.of("address", "127.0.0.1:11999")));
        try (OpenWindow window = new OpenWindow(home.locations())) {
            assertThat(window.sees("“Listens at” counts after a restart of the daemon."))
                    .isTrue();
            window.click("#restart-daemon");
            assertThat(window.sees("Run \"cloudtolocalllm restart\"."))
                    .as("without a launcher")
                    .isTrue();
        }
    }
}
