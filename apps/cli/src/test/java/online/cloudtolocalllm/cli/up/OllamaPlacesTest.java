package online.cloudtolocalllm.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OllamaPlacesTest {

    private static final HostPort GATEWAY = new HostPort("127.0.0.1", 11_435);

    @ParameterizedTest
    @CsvSource({
        "'', -",
        "' ', -",
        "127.0.0.1, -",
        "localhost:11434, -",
        "0.0.0.0, -",
        "[::1]:11434, -",
        "http://127.0.0.1:11435, -",
        "localhost:11435, -",
        "127.0.0.1:9999, 127.0.0.1:9999",
        "0.0.0.0:9999, 127.0.0.1:9999",
        "gpu:1, gpu:1",
        "http://gpu, gpu:80",
        "gpu, gpu:11434",
        "https://gpu:1, -",
        "gpu:99999, -",
        "gpu:0, -",
        "http://gpu:1/path, -"
    })
    void theVariableIsReadAsOllamaReadsIt(String value, String place) {
        OllamaPlaces places = OllamaPlaces.of(Map.of("OLLAMA_HOST", value), JsonObject.EMPTY, GATEWAY);
        assertThat(places.fromVariable().map(HostPort::toString).orElse("-")).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | localhost:11434",
                "{\"local_ollama\":{\"api_base_url\":\"http://a:1\"}} | a:1",
                "{\"local_ollama\":{\"host\":\"b\",\"port\":2}} | b:2",
                "{\"local_ollama\":{\"host\":\"b\",\"port\":-2}} | b:0",
                "{\"local_ollama\":{\"api_base_url\":\"https://x/y\",\"port\":3}} | localhost:3",
                "{\"local_ollama\":7} | localhost:11434"
            })
    void theConfiguredAddressIsRead(String settings, String place) throws Exception {
        assertThat(OllamaPlaces.of(Map.of(), Json.parseObject(settings), GATEWAY)
                        .configured()
                        .toString())
                .isEqualTo(place);
    }

    @Test
    void thisComputerIsKnownByItsNames() {
        assertThat(OllamaPlaces.isLoopback(new HostPort("LOCALHOST", 1))).isTrue();
        assertThat(OllamaPlaces.isLoopback(new HostPort("127.3.2.1", 1))).isTrue();
        assertThat(OllamaPlaces.isLoopback(new HostPort("::1", 1))).isTrue();
        assertThat(OllamaPlaces.isLoopback(new HostPort("ollama.localhost", 1))).isTrue();
        assertThat(OllamaPlaces.isLoopback(new HostPort("127.evil.example", 1))).isFalse();
        assertThat(OllamaPlaces.isLoopback(new HostPort("192.168.1.1", 1))).isFalse();
    }
}
