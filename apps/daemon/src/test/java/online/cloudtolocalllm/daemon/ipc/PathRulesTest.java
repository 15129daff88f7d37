package online.cloudtolocalllm.daemon.ipc;

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

class PathRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/tags",
                "/api/show?verbose=true",
                "/v1/models/meta-llama%2Fllama-3.2-3b",
                "/api/blobs/sha256:29fdb92e57cf",
                "/v1/models/caf%C3%A9",
                "/a/...",
                "/a/.b/c..d",
                "/a?x=../..",
                "/a%3Fb",
                "/@me",
                "/100%25"
            })
    void takesPaths(String path) {
        assertThat(PathRules.refusal(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api/tags",
                "@host/x",
                ".evil/x",
                "//host",
                "http://host/",
                ":80/x",
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
    void refusesWhatIsMoreThanAPath(String path) {
        assertThat(PathRules.refusal(path)).isPresent();
    }

    @Test
    void refusesAnEndlessPath() {
        assertThat(PathRules.refusal("/" + "a".repeat(PathRules.LONGEST - 1))).isEmpty();
        assertThat(PathRules.refusal("/" + "a".repeat(PathRules.LONGEST))).isPresent();
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
        Assume.that(PathRules.refusal(path).isEmpty());
        URI uri = URI.create("http://upstream.invalid:1" + path);
        assertThat(uri.getHost()).isEqualTo("upstream.invalid");
        assertThat(uri.normalize().getRawPath()).doesNotContain("/../").startsWith("/");
    }

    @Test
    void knowsWhichPathsStream() {
        assertThat(PathRules.streamsByDefault("/api/chat")).isTrue();
        assertThat(PathRules.streamsByDefault("/api/ch%61t?x=1")).isTrue();
        assertThat(PathRules.streamsByDefault("/api/tags")).isFalse();
        assertThat(PathRules.streamsByDefault("/v1/chat/completions")).isFalse();
    }
}
