package online.cloudtolocalllm.broker.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelPathsTest {

    @ParameterizedTest
    @CsvSource({
        "POST,   /api/pull,               true",
        "POST,   /api/pull/,              true",
        "POST,   /api/create,             true",
        "POST,   /api/copy,               true",
        "DELETE, /api/delete,             true",
        "POST,   /api/push,               true",
        "POST,   /api/signout,            true",
        "POST,   /api/blobs/sha256:0,     false",
        "POST,   /api/blobs/sha256:0/,    false",
        "HEAD,   /api/blobs/sha256:0,     false",
        "POST,   /api/chat,               false",
        "GET,    /api/tags,               false",
        "POST,   /v1/chat/completions,    false",
        "POST,   /api/unheard,            false",
    })
    void aPartOfAModelIsNotOneThatListsShow(String method, String path, boolean changes) {
        assertThat(ModelPaths.changesList(PathKind.of(method, path), path)).isEqualTo(changes);
    }
}
