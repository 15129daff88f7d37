package online.cloudtolocalllm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import online.cloudtolocalllm.cli.fake.Scene;
import online.cloudtolocalllm.cli.fake.Scene.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {

    @TempDir
    Path home;

    @Test
    void bashGetsAScriptThatItCanReadAndCompletesBy() throws Exception {
        String script = new Scene(home)
                .command("/opt/x/cloudtolocalllm")
                .run("completion", "bash")
                .out();
        assertThat(script)
                .contains("complete -F _complete_cloudtolocalllm", "connections")
                .doesNotContain("/opt/x");
        String asked = script
                + "\n"
                + "COMP_WORDS=(cloudtolocalllm conn); COMP_CWORD=1; _complete_cloudtolocalllm; echo \"got"
                + " ${COMPREPLY[*]}\"\n"
                + "COMP_WORDS=(cloudtolocalllm status --w); COMP_CWORD=2; _complete_cloudtolocalllm; echo \"got"
                + " ${COMPREPLY[*]}\"\n";
        ProcessBuilder shell = new ProcessBuilder("bash").redirectErrorStream(true);
        // What somebody has bash read first, or a language that is not installed, would be heard here.
        shell.environment().remove("BASH_ENV");
        shell.environment().put("LC_ALL", "C");
        Process bash = shell.start();
        try (var in = bash.getOutputStream()) {
            in.write(asked.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        String said = new String(bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(said).isEqualTo("got connections\ngot --watch\n");
        assertThat(bash.waitFor()).isZero();
    }

    @Test
    void zshTakesTheSameAndFishItsOwn() {
        Scene scene = new Scene(home);
        assertThat(scene.run("completion", "zsh").out())
                .isEqualTo(scene.run("completion", "bash").out())
                .contains("bashcompinit");
        assertThat(scene.run("completion", "fish").out().lines())
                .contains("complete -c cloudtolocalllm -f")
                .anyMatch(line ->
                        line.startsWith("complete -c cloudtolocalllm -n '__fish_use_subcommand' -a 'pull' -d '"))
                .anyMatch(line -> line.startsWith(
                        "complete -c cloudtolocalllm -n '__fish_seen_subcommand_from chat' -s m -l model -r -d '"))
                .allMatch(line -> line.startsWith("#") || line.startsWith("complete -c cloudtolocalllm "))
                .noneMatch(line -> line.contains("@|") || line.contains("${"));
    }

    @Test
    void anotherShellIsWrongUsage() {
        Ending ending = new Scene(home).run("completion", "tcsh");
        assertThat(ending.exitCode()).isEqualTo(2);
        assertThat(ending.err()).contains("bash, zsh and fish");
    }
}
