package online.cloudtolocalllm.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import online.cloudtolocalllm.demo.http.CloudToken;
import online.cloudtolocalllm.demo.http.DemoServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudRoleTest {

    private static final String GOOD = "Authorization: Bearer open-sesame";

    @TempDir
    private Path folder;

    private DemoServer demo;

    @BeforeEach
    void open() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "open-sesame\n");
        CloudToken token = ((CloudToken.Found) CloudToken.read(file)).token();
        demo = TestDemo.cloud(token);
    }

    @AfterEach
    void close() {
        demo.close();
    }

    @Test
    void speaksTheCloudsPaths() throws Exception {
        assertThat(RawClient.get(demo.address(), "/health", GOOD).json().text("status"))
                .contains("ok");
        assertThat(RawClient.get(demo.address(), "/api/proxy/status", GOOD)
                        .json()
                        .text("version"))
                .contains("0.0.0-demo");
        assertThat(RawClient.get(demo.address(), "/api/ollama/api/tags", GOOD)
                        .json()
                        .array("models")
                        .items())
                .hasSize(1);
        assertThat(RawClient.get(demo.address(), "/api/ollama/v1/models/demo", GOOD)
                        .status())
                .isEqualTo(200);
        assertThat(RawClient.ask(demo.address(), "HEAD", "/api/ollama/", "", GOOD)
                        .status())
                .isEqualTo(200);
        String ask = "{\"model\":\"demo\",\"prompt\":\"count to 1\"}";
        assertThat(RawClient.post(demo.address(), "/api/ollama/api/generate", ask, GOOD)
                        .lines())
                .hasSize(4);
    }

    @Test
    void doesNotKnowOllamasOwnPaths() throws Exception {
        RawClient.Answer answer = RawClient.get(demo.address(), "/api/tags", GOOD);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().text("error")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Nothing: 1",
                "Authorization: Bearer",
                "Authorization: Bearer ",
                "Authorization: Bearer wrong",
                "Authorization: Bearer open-sesame2",
                "Authorization: Basic open-sesame",
                "Authorization: open-sesame",
                "Authorization: Bearer open-sesame\r\nAuthorization: Bearer open-sesame",
            })
    void refusesAnythingButTheToken(String header) throws Exception {
        for (String path : new String[] {"/health", "/api/proxy/status", "/api/ollama/api/tags", "/nothing"}) {
            RawClient.Answer answer = RawClient.get(demo.address(), path, header);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.json().text("error")).isPresent();
            assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
            assertThat(answer.body()).doesNotContain("sesame");
        }
    }

    @Test
    void takesTheSchemeInAnyCase() throws Exception {
        assertThat(RawClient.get(demo.address(), "/health", "authorization: bearer open-sesame")
                        .status())
                .isEqualTo(200);
    }
}
