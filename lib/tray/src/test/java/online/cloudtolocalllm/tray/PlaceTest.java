package online.cloudtolocalllm.tray;

import static org.assertj.core.api.Assertions.assertThat;

import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.HealthState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {

    @ParameterizedTest
    @CsvSource({
        "LOCAL_OLLAMA, http://anything.example, HERE",
        "DEMO, http://127.0.0.1:1, HERE",
        "OLLAMA, http://localhost:11434, HERE",
        "OLLAMA, http://ollama.localhost:11434, HERE",
        "OLLAMA, http://127.0.0.2, HERE",
        "OLLAMA, http://[::1]:80, HERE",
        "OLLAMA, http://[0:0:0:0:0:0:0:1]:80, HERE",
        "OLLAMA, http://127.0.0.300, CLOUD",
        "OPENAI, http://localhost:8080/v1, HERE",
        "OLLAMA, http://127.example.com, CLOUD",
        "OLLAMA, http://192.168.1.20:11434, NETWORK",
        "OLLAMA, http://[FD00::1]:11434, NETWORK",
        "OLLAMA, http://GPU.local, NETWORK",
        "OLLAMA, http://gpu:11434, NETWORK",
        "OLLAMA, http://172.32.0.1, CLOUD",
        "OPENAI, https://openrouter.ai/api/v1, CLOUD",
        "CLOUD_PROXY, http://localhost:9, CLOUD",
        "OPENAI, not an address, CLOUD",
        "OPENAI, '', CLOUD"
    })
    void byKindAndAddress(ConnectionKind kind, String address, Place place) {
        assertThat(Place.of(Facts.connection("c", kind, address, HealthState.UP)))
                .isEqualTo(place);
    }
}
