package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.OptionalInt;
import online.cloudtolocalllm.client.DaemonException.Effect;
import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.client.model.PullProgress;
import online.cloudtolocalllm.client.model.Target;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the errors of a real Ollama, and of answers that do not come. */
class UnservedTest extends ServiceScene {

    @ParameterizedTest
    @CsvSource({
        "error-chat-unknown-model, 404, NONE, model 'nope' not found",
        "error-chat-bad-option-type, 500, UNKNOWN, option \"temperature\" must be of type float32",
        "error-path-unknown, 404, NONE, 404 page not found",
        "error-host, 403, NONE, HTTP status 403"
    })
    void whatAServerRefusesIsToldInItsWords(String recording, int status, Effect effect, String words)
            throws Exception {
        try (FakeDaemon daemon = daemon(recording)) {
            DaemonException.Unserved e = catchThrowableOfType(DaemonException.Unserved.class, () -> service.chat(HI));
            assertThat(e).hasMessage(words);
            assertThat(e.httpStatus()).isEqualTo(status);
            assertThat(e.code()).isEqualTo("http_error");
            assertThat(e.effect()).isEqualTo(effect);
            assertThat(e.served()).isEqualTo(SERVED);
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void whatAServerRefusesWholeIsToldInTheSameWay() throws Exception {
        try (FakeDaemon daemon = daemon("delete-unknown")) {
            DaemonException.Unserved e =
                    catchThrowableOfType(DaemonException.Unserved.class, () -> service.delete("nope"));
            assertThat(e).hasMessage("model 'nope' not found");
            assertThat(e.httpStatus()).isEqualTo(404);
            assertThat(e.effect()).isEqualTo(Effect.NONE);
            assertThat(e.served()).isEqualTo(SERVED);
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"400, 0, NONE", "404, 1, NONE", "413, 0, NONE", "503, 0, NONE", "503, 1, UNKNOWN", "502, 1, UNKNOWN"})
    void whereNobodyAnsweredTheStatusTellsTheEffect(int status, int attempts, Effect effect) throws Exception {
        JsonObject reply = JsonObject.of("error", "Nobody.", "code", "no_connection")
                .with("http_status", status)
                .with("attempts", attempts);
        try (FakeDaemon daemon = FakeDaemon.scripted(locations, (request, client) -> {
            client.reply(request, reply);
            return true;
        })) {
            DaemonException.Unserved e =
                    catchThrowableOfType(DaemonException.Unserved.class, () -> service.delete("tiny2"));
            assertThat(e.httpStatus()).isEqualTo(status);
            assertThat(e.code()).isEqualTo("no_connection");
            assertThat(e.effect()).isEqualTo(effect);
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void aDaemonThatNamesNoStatusMayHaveAsked() throws Exception {
        try (FakeDaemon daemon = FakeDaemon.scripted(locations, (request, client) -> {
            client.reply(request, JsonObject.of("error", "Nobody.", "code", "no_connection"));
            return true;
        })) {
            DaemonException.Unserved e =
                    catchThrowableOfType(DaemonException.Unserved.class, () -> service.delete("tiny2"));
            assertThat(e.httpStatus()).isEqualTo(502);
            assertThat(e.effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream_broken", "too_large", "cancelled", "internal"})
    void aWholeAnswerThatBreaksOffMayHaveTakenEffect(String code) throws Exception {
        try (FakeDaemon daemon = FakeDaemon.scripted(locations, (request, client) -> {
            client.reply(request, JsonObject.of("error", "Gone.", "code", code));
            return true;
        })) {
            DaemonException.Broken e =
                    catchThrowableOfType(DaemonException.Broken.class, () -> service.delete("tiny2"));
            assertThat(e).hasMessage("Gone.");
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stream_broken, UNKNOWN",
        "unreadable, UNKNOWN",
        "internal, UNKNOWN",
        "cancelled, UNKNOWN",
        "bad_credit, UNKNOWN",
        "bad_header, NONE"
    })
    void whatEndsBeforeItsHeadWasAskedForExceptWrongHeaders(String code, Effect effect) throws Exception {
        try (FakeDaemon daemon = FakeDaemon.scripted(locations, (request, client) -> {
                    client.piece(request, new StreamEvent.Failed(code, "No.", OptionalInt.empty()));
                    return true;
                });
                AnswerPieces<ChatPiece> pieces = service.chatStream(HI)) {
            DaemonException e = catchThrowableOfType(DaemonException.class, pieces::next);
            assertThat(e)
                    .isInstanceOf(effect == Effect.NONE ? DaemonException.Refused.class : DaemonException.Broken.class)
                    .hasMessage("No.");
            assertThat(e.effect()).isEqualTo(effect);
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void anErrorInTheMiddleOfADownloadBreaksIt() throws Exception {
        try (FakeDaemon daemon = daemon("pull-unreachable-stream");
                PullRun run = service.pull("registry.invalid/library/x", Target.on("local_ollama"))) {
            assertThat(run.next().map(PullProgress::status)).contains("pulling manifest");
            for (int again = 0; again < 2; again++) {
                DaemonException.Broken e = catchThrowableOfType(DaemonException.Broken.class, run::await);
                assertThat(e.code()).isEqualTo("upstream_error");
                assertThat(e).hasMessageStartingWith("pull model manifest: ").hasMessageEndingWith("no such host");
            }
            assertThat(daemon.received("PROXY_REQUEST").getFirst().text("connection"))
                    .contains("local_ollama");
        }
    }
}
