package online.cloudtolocalllm.broker.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import online.cloudtolocalllm.broker.Connections;
import online.cloudtolocalllm.broker.route.RequestTarget;
import online.cloudtolocalllm.config.ConnectionSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpstreamPathsTest {

    @ParameterizedTest
    @CsvSource({
        "local,  http://localhost:11434,      /api/chat,             /api/chat",
        "local,  http://localhost:11434/,     /api/tags?x=1,         /api/tags?x=1",
        "local,  http://localhost:1/ollama/,  /api/chat,             /ollama/api/chat",
        "cloud,  https://api.example,         /api/version,          /api/proxy/status",
        "cloud,  https://api.example,         /api/chat,             /api/ollama/api/chat",
        "cloud,  https://api.example/x,       /v1/models?a=b,        /x/api/ollama/v1/models?a=b",
        "openai, https://api.example/v1,      /v1/models,            /v1/models",
        "openai, https://api.example,         /v1/chat/completions,  /v1/chat/completions",
        "openai, https://api.example/api/v1/, /v1/models,            /api/v1/models",
    })
    void pathsAreMapped(String kind, String url, String asked, String sent) {
        ConnectionSettings settings =
                switch (kind) {
                    case "local" -> Connections.local(url);
                    case "cloud" -> Connections.cloud(url, "t");
                    default -> Connections.openai(url);
                };
        assertThat(UpstreamPaths.map(
                        settings, new CloudLayouts(), RequestTarget.parse(asked).orElseThrow()))
                .isEqualTo(sent);
    }

    @ParameterizedTest
    @CsvSource({
        "DOCUMENTED, /api/version, /x/api/proxy/status",
        "DOCUMENTED, /api/chat,    /x/api/ollama/api/chat",
        "BACKEND,    /api/version, /x/api/proxy/status",
        "BACKEND,    /api/chat,    /x/ollama/api/chat",
        "BACKEND,    /v1/models,   /x/ollama/v1/models",
        "APP_HOST,   /api/version, /x/api/ollama/api/version",
        "APP_HOST,   /api/chat,    /x/api/ollama/api/chat",
    })
    void aCloudsPathsFollowTheLayoutThatWasFound(CloudLayout layout, String asked, String sent) {
        ConnectionSettings settings = Connections.cloud("https://api.example/x", "t");
        CloudLayouts layouts = new CloudLayouts();
        layouts.remember(settings.origin(), layout);
        assertThat(UpstreamPaths.map(
                        settings, layouts, RequestTarget.parse(asked).orElseThrow()))
                .isEqualTo(sent);
    }
}
