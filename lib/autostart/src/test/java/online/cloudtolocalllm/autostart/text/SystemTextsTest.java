package online.cloudtolocalllm.autostart.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What systemd, launchd and Windows are told. */
class SystemTextsTest {

    private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

    @TempDir
    Path folder;

    private static ProgramStart daemon(String program, Map<String, String> variables) {
        return new ProgramStart(program, List.of("daemon"), new TreeMap<>(variables));
    }

    @Test
    void aUnit() {
        assertThat(SystemdUnit.of(daemon("/opt/c2l/cloudtolocalllm", Map.of("CLOUDTOLOCALLLM_HOME", "/my files"))))
                .contains(
                        "\nEnvironment=\"CLOUDTOLOCALLLM_HOME=/my files\"\n",
                        "\nExecStart=:\"/opt/c2l/cloudtolocalllm\" daemon\n",
                        "\nRestart=on-failure\nRestartSec=500ms\n",
                        "\nRestartPreventExitStatus=2 5 6\n",
                        "\nKillMode=process\n",
                        "\n[Install]\nWantedBy=default.target\n")
                .doesNotContain("\n\n\n")
                .endsWith("target\n");
    }

    @Test
    void whatSystemdTakesForSomethingElseIsQuoted() {
        assertThat(SystemdUnit.of(daemon("/a \"b\"/100%/c\\d", Map.of("JAVA_HOME", "/100%/$x"))))
                .contains(
                        "ExecStart=:/usr/bin/env \"/a \\\"b\\\"/100%%/c\\\\d\" daemon\n",
                        "Environment=\"JAVA_HOME=/100%%/$x\"\n");
    }

    /** A real systemd reads the unit, in which the program is a file of an odd name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "with a space",
                "it's",
                "100%",
                "$HOME",
                "quo\"te",
                "ümläut",
                "a;b",
                "-dash",
                "back\\slash"
            })
    void systemdAcceptsTheUnit(String name) throws Exception {
        assumeTrue(Files.isExecutable(ANALYZE), "systemd-analyze is not here");
        assumeTrue(canBeAFile(name), "files of this locale have no such names");
        Path program = Files.createFile(
                Files.createDirectory(folder.resolve(name)).resolve("cloudtolocalllm"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path unit = Files.writeString(
                folder.resolve(SystemdUnit.FILE),
                SystemdUnit.of(daemon(program.toString(), Map.of("CLOUDTOLOCALLLM_HOME", folder.toString()))));
        assertThat(verify(unit)).isEmpty();
        Files.writeString(unit, Files.readString(unit).replace("ExecStart=:\"", "ExecStart=:\"/gone"));
        Files.writeString(unit, Files.readString(unit).replace("/usr/bin/env", "/usr/bin/gone"));
        assertThat(verify(unit)).as("it is read at all").contains("is not executable");
    }

    /** Java writes names in the locale's encoding, and plain C has ASCII only. */
    private static boolean canBeAFile(String name) {
        try {
            return !Path.of(name).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private String verify(Path unit) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(ANALYZE.toString(), "--user", "--man=no", "verify", unit.toString())
                .redirectErrorStream(true);
        builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        // Units of the computer itself may have faults.
        return String.join(
                "\n",
                output.lines().filter(line -> line.contains("cloudtolocalllm")).toList());
    }

    @Test
    void anAgentOfLaunchd() {
        String text = LaunchAgent.of(
                "online.cloudtolocalllm.daemon",
                daemon("/Applications/a & b/cloudtolocalllm", Map.of("CLOUDTOLOCALLLM_HOME", "/x<y>")),
                LaunchAgent.Supervision.LAUNCHD,
                "/x/daemon.out");
        assertThat(text).isEqualTo("""
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
            <plist version="1.0">
            <dict>
              <key>Label</key>
              <string>online.cloudtolocalllm.daemon</string>
              <key>ProgramArguments</key>
              <array>
                <string>/Applications/a &amp; b/cloudtolocalllm</string>
                <string>daemon</string>
              </array>
              <key>EnvironmentVariables</key>
              <dict>
                <key>CLOUDTOLOCALLLM_HOME</key>
                <string>/x&lt;y&gt;</string>
              </dict>
              <key>RunAtLoad</key>
              <true/>
              <key>KeepAlive</key>
              <dict>
                <key>SuccessfulExit</key>
                <false/>
              </dict>
              <key>ThrottleInterval</key>
              <integer>10</integer>
              <key>ProcessType</key>
              <string>Interactive</string>
              <key>StandardErrorPath</key>
              <string>/x/daemon.out</string>
            </dict>
            </plist>
            """);
    }

    @Test
    void anAgentThatOnlyStarts() {
        assertThat(LaunchAgent.of("x", daemon("/c", Map.of()), LaunchAgent.Supervision.NONE, "/o"))
                .doesNotContain("KeepAlive", "EnvironmentVariables")
                .contains("<key>RunAtLoad</key>\n  <true/>");
    }

    @Test
    void aScriptOfWindows() {
        ProgramStart start = new ProgramStart(
                "C:\\100% (x86)\\cloudtolocalllm.cmd",
                List.of("daemon", "--supervised"), new TreeMap<>(Map.of("CLOUDTOLOCALLLM_HOME", "D:\\a & b")));
        assertThat(WindowsScript.of(start, WindowsScript.Window.NONE)).isEqualTo("""
            @echo off
            chcp 65001 >nul
            setlocal EnableExtensions DisableDelayedExpansion
            set "CLOUDTOLOCALLLM_HOME=D:\\a & b"
            call "C:\\100%% (x86)\\cloudtolocalllm.cmd" daemon --supervised
            """.replace("\n", "\r\n"));
        assertThat(WindowsScript.of(start, WindowsScript.Window.MINIMISED))
                .contains("\r\nstart \"CloudToLocalLLM\" /min cmd.exe /d /c call \"C:\\100%% (x86)\\");
    }

    @Test
    void aTaskOfWindows() {
        assertThat(ScheduledTask.of("C:\\a & b\\service.cmd", "PC\\Ann"))
                .contains(
                        "<UserId>PC\\Ann</UserId>",
                        "<Arguments>--headless \"C:\\a &amp; b\\service.cmd\"</Arguments>",
                        "<ExecutionTimeLimit>PT0S</ExecutionTimeLimit>",
                        "<RunLevel>LeastPrivilege</RunLevel>")
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-16\"?>\r\n");
    }
}
