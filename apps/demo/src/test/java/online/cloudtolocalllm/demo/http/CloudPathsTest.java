package online.cloudtolocalllm.demo.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudPathsTest {

    private final CloudPaths paths = new CloudPaths();

    @ParameterizedTest
    @CsvSource({
        "/health, /health",
        "/api/proxy/status, /api/version",
        "/api/ollama/api/chat, /api/chat",
        "/api/ollama/v1/models, /v1/models",
        "/api/ollama/, /",
        "/api/ollama, /",
    })
    void leadToOllamasPaths(String cloud, String ollama) {
        assertThat(paths.ollamaPath(cloud)).contains(ollama);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/tags", "/v1/models", "/api/ollamaX", "/api/ollama/health", ""})
    void areTheOnlyOnes(String path) {
        assertThat(paths.ollamaPath(path)).isEmpty();
    }
}
