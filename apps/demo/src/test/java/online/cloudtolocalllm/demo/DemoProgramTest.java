package online.cloudtolocalllm.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DemoProgramTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void printsHelp() {
        assertThat(run("--help")).isZero();
        assertThat(text(out)).contains("--until-stdin-closes");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void explainsWrongArguments() {
        assertThat(run("--prot", "7")).isEqualTo(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(err)).contains("\"--prot\"").contains("demo --help");
    }

    @Test
    void explainsATakenPort() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            assertThat(run("--port", Integer.toString(taken.getLocalPort()))).isEqualTo(5);
        }
        assertThat(text(err)).contains("cannot be used").contains("--port");
    }

    @Test
    void saysItsAddressInOneLineAndEndsWithStandardInput() {
        assertThat(run("--until-stdin-closes")).isZero();
        assertThat(text(out)).matches("demo: serving on http://127\\.0\\.0\\.1:[0-9]+\\R");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void theProcessEndsWithStandardInput() throws Exception {
        Process process = start("--until-stdin-closes");
        try {
            assertThat(RawClient.get(address(process), "/api/version").status()).isEqualTo(200);
            process.getOutputStream().close();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theProcessEndsWhenToldToInTheMiddleOfAnAnswer() throws Exception {
        Process process = start("--tokens-per-second", "50");
        try (RawClient client = new RawClient(address(process))) {
            client.send("POST", "/api/generate", "{\"model\":\"demo\",\"prompt\":\"count to 1000\"}");
            assertThat(client.line()).contains("200");
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isNotZero();
            assertThat(client.rest()).doesNotContain("\"done\":true").doesNotEndWith("0\r\n\r\n");
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(String... args) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command =
                new ArrayList<>(List.of(java, "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String address(Process process) throws Exception {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = reader.readLine();
        assertThat(line).startsWith("demo: serving on http://");
        return line.substring("demo: serving on ".length());
    }

    private int run(String... args) {
        return new DemoProgram(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        action -> {})
                .run(args);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
