package online.cloudtolocalllm.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpcCredentialsTest {

    private static final String SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    private static final IpcCredentials CREDENTIALS =
            new IpcCredentials(40_123, "Ab-_12", Instant.parse("2026-11-22T09:30:00.123456789Z"), SECRET);

    @Test
    void theFileHasTheDocumentedForm() {
        assertThat(CREDENTIALS.toJson().toJson())
                .isEqualTo(
                        "{\"v\":1,\"port\":40123,\"instance\":\"Ab-_12\",\"started\":\"2026-11-22T09:30:00.123456789Z\","
                            + "\"secret\":\"" + SECRET + "\"}");
    }

    @Test
    void whatIsWrittenIsReadBack() throws MalformedJsonException {
        String file = CREDENTIALS.toJson().toJson();
        assertThat(IpcCredentials.fromJson(Json.parseObject(file))).contains(CREDENTIALS);
        assertThat(IpcCredentials.fromJson(CREDENTIALS.toJson().with("new", "field")))
                .contains(CREDENTIALS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v", "port", "instance", "started", "secret"})
    void everyFieldMustBeThereAndOfItsKind(String field) {
        assertThat(IpcCredentials.fromJson(CREDENTIALS.toJson().without(field))).isEmpty();
        for (Object value : List.of(JsonNull.NULL, true, JsonObject.EMPTY, List.of(), "", "x")) {
            if (!(field.equals("instance") && value.equals("x"))) {
                assertThat(IpcCredentials.fromJson(CREDENTIALS.toJson().with(field, value)))
                        .as("%s", value)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "v, 0",
        "v, 2",
        "v, -1",
        "v, 1.5",
        "port, 0",
        "port, -1",
        "port, 65536",
        "port, 4294967377",
        "port, 80.5",
        "port, 1e400",
        "started, 1",
        "instance, 1",
        "secret, 1"
    })
    void wrongNumbersAreRefused(String field, String number) throws MalformedJsonException {
        assertThat(IpcCredentials.fromJson(CREDENTIALS.toJson().with(field, Json.parse(number))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AAECAwQFBgcICQoLDA0O",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                "AAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8A",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd+/8"
            })
    void secretsThatCannotBeUsedAreRefused(String secret) {
        assertThat(IpcCredentials.fromJson(CREDENTIALS.toJson().with("secret", secret)))
                .isEmpty();
    }

    @Test
    void theTextHidesTheSecret() {
        assertThat(CREDENTIALS.toString())
                .doesNotContain(SECRET)
                .doesNotContain("secret")
                .contains("40123", "Ab-_12", "2026-11-22");
    }
}
