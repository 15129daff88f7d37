package online.cloudtolocalllm.autostart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.files.Locations;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutostartsTest {

    private static final AutostartState OFF = new AutostartState.Off();

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void user() throws IOException {
        environment.put("HOME", home.toString());
        environment.put("XDG_CONFIG_DIRS", home.resolve("etc").toString());
        Files.createFile(
                launcher(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private Path launcher() {
        return home.resolve("cloudtolocalllm");
    }

    private Path entry() {
        return home.resolve(".config/autostart/cloudtolocalllm.desktop");
    }

    private Installation on(String osName) {
        return new Installation(
                osName, environment, "", Optional.of(launcher()), new Locations(home.resolve(".cloudtolocalllm")));
    }

    private Autostart linux() {
        return Autostarts.of(on("Linux"));
    }

    @Test
    void offUntilAskedAndNothingIsLeft() throws IOException {
        assertThat(linux().state()).isEqualTo(OFF);
        assertThat(linux().set(false)).isEqualTo(OFF);
        assertThat(home.resolve(".config")).doesNotExist();
        AutostartState.On on = new AutostartState.On("the entry ~/.config/autostart/cloudtolocalllm.desktop");
        assertThat(linux().set(true)).isEqualTo(on);
        assertThat(linux().set(true)).isEqualTo(on);
        assertThat(linux().state()).isEqualTo(on);
        assertThat(entry()).content().contains("Exec=" + launcher() + " daemon --supervised\n");
        assertThat(linux().set(false)).isEqualTo(OFF);
        assertThat(linux().set(false)).isEqualTo(OFF);
        try (Stream<Path> left = Files.list(entry().resolveSibling(""))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aMovedHomeAndAChosenJdkAreWrittenDown() {
        environment.put(Locations.HOME_VARIABLE, "relative");
        environment.put("JAVA_HOME", "/opt/jdk");
        linux().set(true);
        assertThat(entry())
                .content()
                .contains("Exec=env CLOUDTOLOCALLLM_HOME=" + home.resolve(".cloudtolocalllm") + " JAVA_HOME=/opt/jdk ");
    }

    @Test
    void aVariableThatCannotBeWrittenDownIsNamed() {
        environment.put(Locations.HOME_VARIABLE, "/srv/a\nb");
        Installation strange = new Installation(
                "Linux", environment, "", Optional.of(launcher()), new Locations(Path.of("/srv/a\nb")));
        assertThat(Autostarts.of(strange).state())
                .isEqualTo(new AutostartState.Unavailable("The variable CLOUDTOLOCALLLM_HOME has a control character in"
                        + " it, which cannot be written down for the system. Set it to another value."));
    }

    @Test
    void theFolderOfSettingsMayBeElsewhere() {
        Path moved = home.resolve("settings");
        environment.put("XDG_CONFIG_HOME", moved.toString());
        linux().set(true);
        assertThat(moved.resolve("autostart/cloudtolocalllm.desktop")).exists();
        environment.put("XDG_CONFIG_HOME", "not/absolute");
        assertThat(linux().state()).isEqualTo(OFF);
    }

    @Test
    void aProgramThatIsGoneIsNotStarted() throws IOException {
        linux().set(true);
        Files.delete(launcher());
        assertThat(linux().state()).isEqualTo(OFF);
    }

    @Test
    void anEntryOfTheSystemIsHidden() throws IOException {
        Path system = home.resolve("etc/autostart/cloudtolocalllm.desktop");
        Files.createDirectories(system.resolveSibling(""));
        Files.writeString(system, "[Desktop Entry]\nExec=cloudtolocalllm daemon\n");
        assertThat(linux().state())
                .isEqualTo(new AutostartState.On("the entry ~/etc/autostart/cloudtolocalllm.desktop"));
        assertThat(linux().set(false)).isEqualTo(OFF);
        assertThat(entry()).content().contains("Hidden=true");
        assertThat(linux().set(true)).isInstanceOf(AutostartState.On.class);
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path kept = Files.writeString(home.resolve("kept"), "[Desktop Entry]\nName=Mine\n");
        Files.createDirectories(entry().resolveSibling(""));
        Files.createSymbolicLink(entry(), kept);
        linux().set(true);
        assertThat(entry()).isSymbolicLink();
        assertThat(kept).content().contains("Name=Mine", "Exec=");
    }

    @Test
    void whatStandsInTheWayIsTold() throws IOException {
        Files.writeString(home.resolve(".config"), "a file");
        assertThat(linux().set(true)).isInstanceOf(AutostartState.Unavailable.class);
        Files.delete(home.resolve(".config"));
        Files.createDirectories(entry().resolveSibling(""));
        Files.write(entry(), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(linux().state())
                .isEqualTo(new AutostartState.Unavailable(
                        entry() + ": it is no text in UTF-8. Repair or remove it, and try again."));
        Files.writeString(entry(), "x".repeat(70_000));
        assertThat(linux().set(true)).isInstanceOf(AutostartState.Unavailable.class);
        Files.delete(entry());
        Files.createDirectory(entry());
        assertThat(linux().state()).isInstanceOf(AutostartState.Unavailable.class);
    }

    @Test
    void withAServiceTheServiceIsSwitched() throws IOException {
        Path unit = home.resolve(".config/systemd/user/cloudtolocalllm.service");
        Files.createDirectories(unit.resolveSibling(""));
        Files.writeString(unit, "[Service]\n");
        assertThat(linux().state()).isEqualTo(OFF);
        AutostartState.On on = new AutostartState.On("the service ~/.config/systemd/user/cloudtolocalllm.service");
        assertThat(linux().set(true)).isEqualTo(on);
        assertThat(linux().set(true)).isEqualTo(on);
        assertThat(unit.resolveSibling("default.target.wants").resolve("cloudtolocalllm.service"))
                .isSymbolicLink();
        assertThat(entry()).doesNotExist();
        assertThat(linux().set(false)).isEqualTo(OFF);
        assertThat(unit).exists();
    }

    @Test
    void aLinkToAUnitThatIsGoneStartsNothing() throws IOException {
        Path link = home.resolve(".config/systemd/user/default.target.wants/cloudtolocalllm.service");
        Files.createDirectories(link.resolveSibling(""));
        Files.createSymbolicLink(link, home.resolve("gone"));
        assertThat(linux().state()).isEqualTo(OFF);
        assertThat(linux().set(true)).isEqualTo(linux().state()).isInstanceOf(AutostartState.On.class);
    }

    @Test
    void whereNothingCanBeStarted() {
        assertThat(Autostarts.of(new Installation("Linux", environment, "", Optional.empty(), new Locations(home)))
                        .set(true))
                .isInstanceOf(AutostartState.Unavailable.class);
        assertThat(Autostarts.of(new Installation(
                                "Linux", environment, "", Optional.of(Path.of("/a\nb/c")), new Locations(home)))
                        .state())
                .isInstanceOf(AutostartState.Unavailable.class);
        assertThat(Autostarts.of(new Installation(
                                "Linux", environment, "", Optional.of(Path.of("/a=b/c")), new Locations(home)))
                        .state())
                .isInstanceOf(AutostartState.Unavailable.class);
        assertThat(Autostarts.of(new Installation("Linux", Map.of(), "", Optional.of(launcher()), new Locations(home)))
                        .state())
                .isInstanceOf(AutostartState.Unavailable.class);
    }

    @Test
    void onMacOs() {
        Autostart macos = Autostarts.of(on("Mac OS X"));
        assertThat(macos.state()).isEqualTo(OFF);
        assertThat(macos.set(true))
                .isEqualTo(new AutostartState.On("the file ~/Library/LaunchAgents/online.cloudtolocalllm.login.plist"));
        assertThat(macos.set(false)).isEqualTo(OFF);
    }

    @Test
    void onWindows() throws IOException {
        environment.put("APPDATA", home.resolve("Roaming").toString());
        Autostart windows = Autostarts.of(on("Windows 11"));
        assertThat(windows.set(true)).isInstanceOf(AutostartState.On.class);
        assertThat(windows.set(false)).isEqualTo(OFF);
        Files.createDirectory(home.resolve(".cloudtolocalllm"));
        Files.writeString(home.resolve(".cloudtolocalllm/service.cmd"), "");
        assertThat(windows.state()).isInstanceOf(AutostartState.On.class);
        assertThat(windows.set(false))
                .isEqualTo(new AutostartState.Unavailable("The service starts the daemon at login. Remove it with"
                        + " \"cloudtolocalllm service uninstall\"."));
        environment.remove("APPDATA");
        assertThat(Autostarts.of(on("Windows 11")).state()).isInstanceOf(AutostartState.Unavailable.class);
    }
}
