package online.cloudtolocalllm.window.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The desktop's program, played by shell scripts. */
class DesktopOpenerTest {

    @TempDir
    Path folder;

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private DesktopOpener opener(String os, Duration patience) {
        return new DesktopOpener(os, Map.of("PATH", folder.toString()), patience);
    }

    @Test
    void aPlaceIsHandedToTheDesktopsProgram() throws Exception {
        Path place = Files.createDirectory(folder.resolve("a place; with \"marks\" $HOME"));
        for (String name : new String[] {"xdg-open", "open"}) {
            Path told = folder.resolve("told by " + name);
            program(name, "printf %s \"$1\" > '" + told + "'");
            assertThat(opener(name.equals("open") ? "Mac OS X" : "Linux", Until.LIMIT)
                            .open(place))
                    .isEmpty();
            assertThat(told).hasContent(place.toString());
        }
    }

    @Test
    void oneThatStaysHasOpenedIt() throws Exception {
        program("xdg-open", "exec /bin/sleep 20");
        assertThat(opener("Linux", Duration.ofMillis(50)).open(folder)).isEmpty();
    }

    @Test
    void whatFailsIsTold() throws Exception {
        assertThat(opener("Linux", Until.LIMIT).open(folder))
                .hasValueSatisfying(why -> assertThat(why).contains("no \"xdg-open\"", folder.toString()));
        program("xdg-open", "exit 3");
        assertThat(opener("Linux", Until.LIMIT).open(folder))
                .hasValueSatisfying(why -> assertThat(why).contains("could not open", "exit code 3"));
        assertThat(opener("Linux", Until.LIMIT).open(folder.resolve("missing")))
                .hasValueSatisfying(why -> assertThat(why).contains("not there yet"));
    }

    @Test
    void onlyTheWebAndMailAreBrowsed() throws Exception {
        Path told = folder.resolve("told");
        program("xdg-open", "printf %s \"$1\" > '" + told + "'");
        for (String address : new String[] {"file:///etc/passwd", "-version", "", "https", "javascript:alert(1)"}) {
            assertThat(opener("Linux", Until.LIMIT).browse(address)).as(address).isPresent();
        }
        assertThat(told).doesNotExist();
        assertThat(opener("Linux", Until.LIMIT).browse("HTTPS://example.org/?a=b&c=$d"))
                .isEmpty();
        assertThat(told).hasContent("HTTPS://example.org/?a=b&c=$d");
    }
}
