package online.cloudtolocalllm.testkit.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Framing;
import online.cloudtolocalllm.testkit.http.Piece;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecordingTest {

    static List<Recording> everyRecording() {
        return Stream.of(RealServer.values())
                .flatMap(server -> Recording.all(server).stream())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void theListOfNamesIsTheFolder(RealServer server) throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/wire", server.folder()))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".request"))
                    .map(name -> name.replace(".request", ""))
                    .sorted()
                    .toList();
            assertThat(Recording.names(server)).isEqualTo(names).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("everyRecording")
    void everyRecordingIsWhole(Recording recording) {
        assertThat(recording.requestHead().isRequest()).isTrue();
        Answer answer = recording.answer();
        assertThat(answer.head()).isEqualTo(recording.responseHead());
        assertThat(answer.status()).isBetween(200, 599);
        assertThat(answer.isWhole()).isTrue();
        assertThat(recording.body()).isEqualTo(Bytes.joined(recording.chunks()));
        assertThat(Bytes.joined(recording.arrivals())).isEqualTo(recording.response());
    }

    @Test
    void aStreamHasOneObjectAChunk() {
        Recording recording = Recording.of(RealServer.OLLAMA, "chat-stream");
        assertThat(recording.requestBody().utf8()).contains("\"model\": \"tiny\"");
        assertThat(recording.answer().ending()).isEqualTo(new Piece.End(Framing.Kind.CHUNKED));
        assertThat(recording.chunks()).hasSizeGreaterThan(10).allMatch(chunk -> chunk.utf8()
                .endsWith("}\n"));
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatThrownBy(() -> Recording.of(RealServer.OLLAMA, "../chat"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
