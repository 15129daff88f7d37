package online.cloudtolocalllm.autostart.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AutostartEntryTest {

    private static final ProgramStart START = start("/opt/c2l/cloudtolocalllm", Map.of());

    private static ProgramStart start(String program, Map<String, String> variables) {
        return new ProgramStart(program, List.of("daemon", "--supervised"), new TreeMap<>(variables));
    }

    @Test
    void aFreshEntry() {
        assertThat(AutostartEntry.on(Optional.empty(), START)).isEqualTo("""
            [Desktop Entry]
            Type=Application
            Name=CloudToLocalLLM
            Comment=One local address for every language model
            Icon=cloudtolocalllm
            Terminal=false
            StartupNotify=false
            Exec=/opt/c2l/cloudtolocalllm daemon --supervised
            TryExec=/opt/c2l/cloudtolocalllm
            X-GNOME-Autostart-enabled=true
            """);
    }

    /** Quoted first, then escaped as every value is: a backslash becomes four, as the specification says itself. */
    private static Stream<Arguments> paths() {
        return Stream.of(
                Arguments.of("/a b", "\"/a b\""),
                Arguments.of("/it's", "\"/it's\""),
                Arguments.of("/a\"b", "\"/a\\\\\"b\""),
                Arguments.of("/$HOME/`x`", "\"/\\\\$HOME/\\\\`x\\\\`\""),
                Arguments.of("/back\\slash", "\"/back\\\\\\\\slash\""),
                Arguments.of("/100%", "/100%%"),
                Arguments.of("/100% x", "\"/100%% x\""),
                Arguments.of("/ümläut", "\"/ümläut\""),
                Arguments.of("/a;b&c|d", "\"/a;b&c|d\""));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void pathsAreQuoted(String program, String exec) {
        DesktopEntry raw = DesktopEntry.of(AutostartEntry.on(Optional.empty(), start(program, Map.of())));
        assertThat(raw.lines()).contains("Exec=" + exec + " daemon --supervised");
        assertThat(raw.value("TryExec")).hasValue(program);
    }

    @Test
    void variablesGoBeforeTheProgram() {
        String text = AutostartEntry.on(
                Optional.empty(), start("/c", Map.of("CLOUDTOLOCALLLM_HOME", "/my files", "JAVA_HOME", "/jdk")));
        assertThat(text)
                .contains("Exec=env \"CLOUDTOLOCALLLM_HOME=/my files\" JAVA_HOME=/jdk /c daemon --supervised\n");
    }

    @Test
    void whatOthersWroteStays() {
        String edited = """
            # mine
            [Desktop Entry]
            Type=Application
            Name=My daemon
            Name[de]=Mein Dienst
            Hidden=true
            Exec=/opt/c2l/cloudtolocalllm daemon --supervised --no-tray
            X-GNOME-Autostart-Delay=5

            [Desktop Action Stop]
            Exec=/opt/c2l/cloudtolocalllm stop
            """;
        assertThat(AutostartEntry.isOn(edited)).isFalse();
        assertThat(AutostartEntry.on(Optional.of(edited), START)).isEqualTo("""
            # mine
            [Desktop Entry]
            Type=Application
            Name=My daemon
            Name[de]=Mein Dienst
            Exec=/opt/c2l/cloudtolocalllm daemon --supervised --no-tray
            X-GNOME-Autostart-Delay=5
            TryExec=/opt/c2l/cloudtolocalllm
            X-GNOME-Autostart-enabled=true

            [Desktop Action Stop]
            Exec=/opt/c2l/cloudtolocalllm stop
            """);
        String off = AutostartEntry.off(edited, false).orElseThrow();
        assertThat(off).contains("Name=My daemon", "Hidden=true", "X-GNOME-Autostart-enabled=false");
        assertThat(AutostartEntry.isOn(off)).isFalse();
        assertThat(AutostartEntry.isOn(AutostartEntry.on(Optional.of(off), START)))
                .isTrue();
    }

    @Test
    void aCommandOfAnotherPlaceIsReplaced() {
        String old = AutostartEntry.on(Optional.empty(), start("/old/cloudtolocalllm", Map.of()));
        assertThat(AutostartEntry.on(Optional.of(old), START)).isEqualTo(AutostartEntry.on(Optional.empty(), START));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '´',
            value = {
                "/opt/c2l/cloudtolocalllm daemon --supervised --no-tray --port 5",
                "/old/place daemon --supervised --no-tray --port 5",
                "env \"JAVA_HOME=/a b\" \"/old place\" daemon --supervised --no-tray --port 5"
            })
    void optionsOutliveBothSwitches(String exec) {
        String mine = DesktopEntry.of(AutostartEntry.on(Optional.empty(), START))
                .with("Exec", exec)
                .text();
        String off = AutostartEntry.off(mine, false).orElseThrow();
        assertThat(DesktopEntry.of(off).value("Exec")).hasValue(exec);
        assertThat(AutostartEntry.isOn(off)).isFalse();
        assertThat(DesktopEntry.of(AutostartEntry.on(Optional.of(off), START)).value("Exec"))
                .hasValue("/opt/c2l/cloudtolocalllm daemon --supervised --no-tray --port 5");
    }

    @Test
    void variablesOfSomebodysOwnOutliveBothSwitches() {
        String exec = "env \"HTTPS_PROXY=http://a b\" JAVA_HOME=/old TZ=UTC /old/place daemon --supervised";
        String mine = DesktopEntry.of(AutostartEntry.on(Optional.empty(), START))
                .with("Exec", exec)
                .text();
        String off = AutostartEntry.off(mine, false).orElseThrow();
        assertThat(DesktopEntry.of(off).value("Exec")).hasValue(exec);
        String on = AutostartEntry.on(Optional.of(off), start("/c", Map.of("JAVA_HOME", "/new")));
        assertThat(DesktopEntry.of(on).value("Exec"))
                .hasValue("env \"HTTPS_PROXY=http://a b\" TZ=UTC JAVA_HOME=/new /c daemon --supervised");
    }

    @Test
    void aLongCommandCostsNoStack() {
        String ours =
                DesktopEntry.of(AutostartEntry.on(Optional.empty(), START)).text();
        for (String command : List.of("\"" + "a".repeat(60_000), "\"" + "\\a".repeat(30_000), "a ".repeat(30_000))) {
            String entry = DesktopEntry.of(ours).with("Exec", "env " + command).text();
            assertThat(AutostartEntry.off(entry, false)).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '´',
            value = {
                "sh -c \"sleep 5; c2l daemon --supervised\"",
                "/opt/c2l/cloudtolocalllm daemon",
                "mine",
                "nice /opt/c2l/cloudtolocalllm daemon --supervised",
                "env nice /opt/c2l/cloudtolocalllm daemon --supervised",
                "/opt/c2l/cloudtolocalllm daemon --supervisedly"
            })
    void aCommandOfAnotherKindIsHidden(String exec) {
        String mine = DesktopEntry.of(AutostartEntry.on(Optional.empty(), START))
                .with("Exec", exec)
                .text();
        String off = AutostartEntry.off(mine, false).orElseThrow();
        assertThat(DesktopEntry.of(off).value("Exec")).hasValue(exec);
        assertThat(DesktopEntry.of(off).value("Hidden")).hasValue("true");
    }

    @Test
    void anEntryOfOursGoesWholly() {
        String ours = AutostartEntry.on(Optional.empty(), start("/elsewhere", Map.of("JAVA_HOME", "/j")));
        assertThat(AutostartEntry.off(ours, false)).isEmpty();
        assertThat(AutostartEntry.off(ours, true).map(AutostartEntry::isOn))
                .as("one of the system can only be hidden")
                .hasValue(false);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '´',
            nullValues = "-",
            value = {
                "´´, false",
                "´rubbish´, false",
                "´[Desktop Entry]´, false",
                "´[Desktop Entry]\nExec=x´, true",
                "´[Desktop Entry]\n Exec = x´, true",
                "´[Desktop Entry]\nExec=x\nHidden=false´, true",
                "´[Desktop Entry]\nExec=x\nHidden=true´, false",
                "´[Desktop Entry]\nExec=x\nX-GNOME-Autostart-enabled=false´, false",
                "´[Desktop Entry]\nExec=x\n[Other]\nHidden=true´, true",
                "´[Desktop Entry]\r\nExec=x\r\nHidden=true\r\n´, false",
                "´[Other]\nExec=x´, false"
            })
    void switchesAreRead(String text, boolean on) {
        assertThat(AutostartEntry.isOn(text)).isEqualTo(on);
    }

    @Test
    void rubbishGetsAnEntry() {
        assertThat(AutostartEntry.isOn(AutostartEntry.on(Optional.of("\u0000\u0001 not an entry"), START)))
                .isTrue();
        assertThat(AutostartEntry.isOn(AutostartEntry.on(Optional.of(""), START)))
                .isTrue();
    }

    @Test
    void noDesktopStartsAProgramNamedLikeAVariable() {
        assertThat(AutostartEntry.cannotName(start("/a=b/c", Map.of()))).isTrue();
        assertThat(AutostartEntry.cannotName(START)).isFalse();
    }
}
