package online.cloudtolocalllm.testkit.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Header;
import online.cloudtolocalllm.testkit.http.Piece;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.After;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplayUpstreamTest {

    /** These ask exactly what another recording asks, and got another answer because the server had changed. */
    private static final Set<String> TWINS = Set.of("tags", "tags-two", "ps-empty", "ps-loaded");

    @ParameterizedTest
    @EnumSource
    void everyRecordingIsReplayedByteForByte(RealServer server) throws Exception {
        try (ReplayUpstream replay = ReplayUpstream.of(server)) {
            for (Recording recording : Recording.all(server)) {
                if (TWINS.contains(recording.name())) {
                    replay.prefer(recording.name());
                }
                assertThat(replayed(replay.address(), recording.request()))
                        .as(recording.name())
                        .isEqualTo(recording.response());
            }
            assertThat(replay.unmatched()).isEmpty();
        }
    }

    @Test
    void otherConnectionHeadersDoNotMatter() throws Exception {
        Recording recording = Recording.of(RealServer.OLLAMA, "chat-stream");
        try (ReplayUpstream replay = ReplayUpstream.of(RealServer.OLLAMA);
                RawHttp http = RawHttp.connect(replay.address())) {
            http.request("POST", "/api/chat", recording.requestBody(), new Header("User-Agent", "gateway"));
            assertThat(http.readAnswer().pieces()).isEqualTo(recording.chunks());
        }
    }

    @Test
    void theOriginDecidesBetweenEqualRequests() throws Exception {
        try (ReplayUpstream replay = ReplayUpstream.of(RealServer.OLLAMA)) {
            assertThat(get(replay, new Header("Origin", "http://evil.example")).status())
                    .isEqualTo(403);
            assertThat(get(replay, new Header("Origin", "http://localhost:3000"))
                            .status())
                    .isEqualTo(200);
            assertThat(get(replay).status()).isEqualTo(200);
            assertThat(get(replay, new Header("Host", "evil.example")).status()).isEqualTo(403);
        }
    }

    @Test
    void whatWasNotRecordedIsRemembered() throws Exception {
        try (ReplayUpstream replay = ReplayUpstream.of(RealServer.LLAMA_CPP)) {
            assertThat(RawHttp.get(replay.address(), "/nothing").status()).isEqualTo(404);
            assertThat(replay.unmatched()).hasSize(1);
            assertThatThrownBy(() -> replay.prefer("nothing")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void faultsCanBePutOverRecordings() throws Exception {
        Recording recording = Recording.of(RealServer.OLLAMA, "chat-stream");
        try (ReplayUpstream replay = ReplayUpstream.of(RealServer.OLLAMA)) {
            replay.upstream().next(new Fault.CutByFin(Reply.usual(), After.bytes(1000)));
            Answer answer = RawHttp.exchange(replay.address(), recording.request());
            assertThat(answer.ending()).isInstanceOf(Piece.Cut.class);
            assertThat(recording.chunks().subList(0, answer.pieces().size())).isEqualTo(answer.pieces());
        }
    }

    @Test
    void otherPiecesMayBeChosen() throws Exception {
        Recording recording = Recording.of(RealServer.LLAMA_CPP, "health");
        try (ReplayUpstream replay = ReplayUpstream.of(RealServer.LLAMA_CPP, any -> List.of(any.response()))) {
            assertThat(replayed(replay.address(), recording.request())).isEqualTo(recording.response());
        }
    }

    static Bytes replayed(HostPort address, Bytes request) throws Exception {
        try (RawHttp http = RawHttp.connect(address)) {
            return http.send(request).readUntilClosed();
        }
    }

    private static Answer get(ReplayUpstream replay, Header... headers) throws Exception {
        return RawHttp.get(replay.address(), "/api/tags", headers);
    }
}
