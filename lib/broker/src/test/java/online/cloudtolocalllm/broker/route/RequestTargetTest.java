package online.cloudtolocalllm.broker.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/chat",
                "/v1/models/tiny:latest",
                "/v1/models/org%20x",
                "/api/tags?x=../y",
                "/a..b/.c",
                "/api/blobs/sha256:00?a=%2e%2e"
            })
    void plainTargetsPassUnchanged(String target) {
        assertThat(RequestTarget.parse(target))
                .hasValueSatisfying(parsed -> assertThat(parsed.toString()).isEqualTo(target));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "api/chat",
                "//host/x",
                "@host/x",
                ".evil/x",
                ":80/x",
                "http://host/",
                "/api/../tags",
                "/api/./tags",
                "/api/..",
                "/api/.",
                "/api/%2e%2e/tags",
                "/api%2ftags",
                "/api%5Ctags",
                "/api\\tags",
                "/api%00",
                "/api%0d%0aX: y",
                "/api%252e",
                "/api%zz",
                "/api%2",
                "/api tags",
                "/api\u0001",
                "/api#x",
                "/gr\u00fc\u00dfe"
            })
    void whatCouldBeReadInTwoWaysIsRefused(String target) {
        assertThat(RequestTarget.parse(target)).isEmpty();
    }
}
