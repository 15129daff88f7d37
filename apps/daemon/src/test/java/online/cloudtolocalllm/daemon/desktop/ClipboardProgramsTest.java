package online.cloudtolocalllm.daemon.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clipboard by programs that a desktop may have. */
class ClipboardProgramsTest {

    private static final String TEXT = "http://127.0.0.1:11435";

    @TempDir
    Path folder;

    private Path copied;

    @BeforeEach
    void name() {
        copied = folder.resolve("copied");
    }

    private ClipboardPrograms clipboard(Map<String, String> display) {
        return clipboard(display, Until.LIMIT);
    }

    private ClipboardPrograms clipboard(Map<String, String> display, Duration limit) {
        return new ClipboardPrograms(
                Map.of("PATH", folder + ":/usr/bin:/bin", "SECRET", "sk-1"),
                "Linux",
                () -> Optional.of(display),
                () -> Set.of("SECRET"),
                limit);
    }

    private void program(String name, String script) throws IOException {
        SmallProgram.write(folder, name, script);
    }

    @Test
    void theTextReachesTheProgramAndSecretsDoNot() throws Exception {
        program("xclip", "cat > " + copied + "; echo \" $SECRET $DISPLAY $*\" >> " + copied);
        assertThat(clipboard(Map.of("DISPLAY", ":77")).copy(TEXT)).isTrue();
        assertThat(copied).hasContent(TEXT + "  :77 -selection clipboard -in");
    }

    @Test
    void whatFailsOrHangsIsPassedOver() throws Exception {
        program("wl-copy", "exec sleep 60");
        program("xclip", "exit 1");
        program("xsel", "cat > " + copied);
        // Of the one that hangs it is waited for, and the one that works has no longer.
        Map<String, String> both = Map.of("DISPLAY", ":77", "WAYLAND_DISPLAY", "w");
        assertThat(clipboard(both, Duration.ofSeconds(10)).copy(TEXT)).isTrue();
        assertThat(copied).hasContent(TEXT);
    }

    @Test
    void withoutADisplayThereIsNone() throws Exception {
        program("xclip", "cat > " + copied);
        assertThat(clipboard(Map.of()).copy(TEXT)).isFalse();
        assertThat(Files.exists(copied)).isFalse();
    }

    @Test
    void eachSystemHasItsOwn() {
        assertThat(new ClipboardPrograms(Map.of(), "Windows 11", Optional::empty, Set::of).commands(Map.of()))
                .containsExactly(List.of("clip.exe"));
        assertThat(new ClipboardPrograms(Map.of(), "Mac OS X", Optional::empty, Set::of).commands(Map.of()))
                .containsExactly(List.of("pbcopy"));
        assertThat(clipboard(Map.of()).commands(Map.of("DISPLAY", ":0", "WAYLAND_DISPLAY", "w")))
                .extracting(List::getFirst)
                .containsExactly("wl-copy", "xclip", "xsel");
    }
}
