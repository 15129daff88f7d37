package online.cloudtolocalllm.broker.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
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
                "/v1/models/meta-llama%2Fllama-3.2-3b",
                "/v1/models/caf%C3%A9",
                "/a/...",
                "/a/.b/c..d",
                "/a?x=../..",
                "/a%3Fb",
                "/@me",
                "/api/show?verbose=true",
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
                "/gr\u00fc\u00dfe",
                "/100%25",
                "/api/ch%61t",
                "/v1/models/%2Fx",
                "/v1/models/..%2fx",
                "/v1/models/a%2f%2e%2e%2fb",
                "/v1/models/a%2f..",
                "api/tags",
                "//host",
                "/\\host",
                "\\\\host",
                "/a%5c..%5cb",
                "/a\r\nHost: x",
                "/a\u0000",
                "/a\tb",
                "/a\u007fb",
                "/a%0d%0aHost:x",
                "/a?x=%00",
                "/a%250ab",
                "/..",
                "/.",
                "/a/../b",
                "/a/./b",
                "/a/..",
                "/a/..?x",
                "/a/%2e%2e/b",
                "/a/%2E./b",
                "/a/%252e%252e/b",
                "/a/..%2fb",
                "/a/..;x=1/b",
                "/a/%2e%2e%3bx/b",
                "/a/../%3f/b",
                "/%2fhost",
                "/a b",
                "/a#b",
                "/café",
                "/a%",
                "/a%2",
                "/a%zz",
                "/<x>",
                "/[::1]"
            })
    void whatCouldBeReadInTwoWaysIsRefused(String target) {
        assertThat(RequestTarget.parse(target)).isEmpty();
    }

    @Test
    void anEndlessTargetIsRefused() {
        assertThat(RequestTarget.parse("/" + "a".repeat(RequestTarget.LONGEST - 1)))
                .isPresent();
        assertThat(RequestTarget.parse("/" + "a".repeat(RequestTarget.LONGEST))).isEmpty();
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThat(RequestTarget.read("/a/..;x/b"))
                .isEqualTo(new RequestTarget.Reading.Refused(
                        "must not contain \".\" or \"..\" as a segment, also not percent-encoded"));
    }

    @Test
    void theNameInAPathIsReadWithItsSlashes() {
        assertThat(RequestTarget.parse("/v1/models/org%2Fx").orElseThrow().decodedPath())
                .isEqualTo("/v1/models/org/x");
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.strings()
                .withChars("/.%2eE5cfF?;@:ab\\")
                .ofMaxLength(12)
                .map(tail -> "/" + tail);
    }

    @Property
    void whatIsTakenNeverChangesTheHost(@ForAll("paths") String path) {
        Assume.that(RequestTarget.parse(path).isPresent());
        URI uri = URI.create("http://upstream.invalid:1" + path);
        assertThat(uri.getHost()).isEqualTo("upstream.invalid");
        assertThat(uri.normalize().getRawPath()).doesNotContain("/../").startsWith("/");
    }
}
