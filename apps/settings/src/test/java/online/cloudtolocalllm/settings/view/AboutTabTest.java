package online.cloudtolocalllm.settings.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.Clipboard;
import online.cloudtolocalllm.protocol.ProductVersion;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.settings.PlayedSettings;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/** Versions and places. */
class AboutTabTest {

    private static String clipboard() {
        return WaitForAsyncUtils.waitForAsyncFx(
                20_000, () -> Clipboard.getSystemClipboard().getString());
    }

    private static DaemonStatus status(String version) {
        return new DaemonStatus(
                version,
                1,
                Instant.EPOCH,
                "http://127.0.0.1:11435",
                1,
                0,
                0,
                0,
                List.of(),
                new StatusSnapshot(1, Instant.EPOCH, List.of(), Optional.empty(), Optional.empty()));
    }

    @Test
    void versionsAndPlacesCanBeCopied() throws Exception {
        try (TemporaryHome home = TemporaryHome.create();
                OpenWindow window = new OpenWindow(home.locations())) {
            window.turn("about");
            assertThat(window.sees("not running")).isTrue();
            assertThat(window.text("#version-window")).isEqualTo(ProductVersion.TEXT);
            window.click("#copy-log");
            assertThat(window.sees("Copied the path")).isTrue();
            assertThat(clipboard()).isEqualTo(home.locations().log().toString());
            window.click("#copy-versions");
            assertThat(window.sees("Copied the versions.")).isTrue();
            assertThat(clipboard()).contains("CloudToLocalLLM " + ProductVersion.TEXT, "Daemon not running", "Java ");
            window.click("#open-tokens");
            assertThat(window.sees("is not there yet"))
                    .as("what cannot be opened is told")
                    .isTrue();
        }
    }

    @Test
    void aDaemonOfAnotherVersionIsTold() throws Exception {
        try (TemporaryHome home = TemporaryHome.create();
                PlayedSettings played = new PlayedSettings(home.locations(), JsonObject.EMPTY, JsonObject.EMPTY);
                OpenWindow window = new OpenWindow(home.locations())) {
            window.turn("about");
            played.tell(status("0.0.9"));
            assertThat(window.sees("The daemon is version 0.0.9, this window is " + ProductVersion.TEXT))
                    .isTrue();
            assertThat(window.until(() -> window.text("#version-daemon").startsWith("0.0.9, process")))
                    .isTrue();
        }
    }
}
