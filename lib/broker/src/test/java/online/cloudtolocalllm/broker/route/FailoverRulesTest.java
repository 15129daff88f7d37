package online.cloudtolocalllm.broker.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The failover table of the contract, row by row. */
class FailoverRulesTest {

    @ParameterizedTest
    @CsvSource({
        "INFERENCE, true,  true,  TRY_NEXT",
        "READ,      true,  true,  TRY_NEXT",
        "MANAGE,    true,  true,  TRY_NEXT",
        "OTHER,     true,  true,  TRY_NEXT",
        "INFERENCE, false, true,  GIVE_UP",
        "INFERENCE, true,  false, GIVE_UP",
    })
    void notSentGoesToTheNextAlways(PathKind kind, boolean another, boolean body, FailoverRules.Next next) {
        assertThat(FailoverRules.after(new AttemptOutcome.NotSent("refused"), kind, another, body))
                .isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "INFERENCE, true,  true,  TRY_NEXT",
        "READ,      true,  true,  TRY_NEXT",
        "MANAGE,    true,  true,  GIVE_UP",
        "OTHER,     true,  true,  GIVE_UP",
        "INFERENCE, false, true,  GIVE_UP",
        "INFERENCE, true,  false, GIVE_UP",
    })
    void sentAndNotAnsweredIsRepeatedOnlyWhereNothingIsChangedByIt(
            PathKind kind, boolean another, boolean body, FailoverRules.Next next) {
        assertThat(FailoverRules.after(new AttemptOutcome.NoAnswer("reset", false), kind, another, body))
                .isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "200, true,  INFERENCE, true,  PASS_ON",
        "429, true,  INFERENCE, true,  TRY_NEXT",
        "500, true,  INFERENCE, true,  TRY_NEXT",
        "502, false, INFERENCE, true,  TRY_NEXT",
        "503, false, READ,      true,  TRY_NEXT",
        "504, false, INFERENCE, true,  TRY_NEXT",
        "401, true,  INFERENCE, true,  TRY_NEXT",
        "403, true,  INFERENCE, true,  TRY_NEXT",
        "404, true,  INFERENCE, true,  TRY_NEXT",
        "404, false, READ,      true,  PASS_ON",
        "400, true,  INFERENCE, true,  PASS_ON",
        "413, true,  INFERENCE, true,  PASS_ON",
        "307, false, INFERENCE, true,  PASS_ON",
        "501, true,  INFERENCE, true,  PASS_ON",
        "503, true,  INFERENCE, false, PASS_ON",
        "503, true,  MANAGE,    true,  PASS_ON",
        "500, true,  OTHER,     true,  PASS_ON",
    })
    void answersThatAnotherMayBetter(
            int status, boolean json, PathKind kind, boolean another, FailoverRules.Next next) {
        assertThat(FailoverRules.after(new AttemptOutcome.Answered(status, json), kind, another, true))
                .isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,   /api/chat,            INFERENCE",
        "POST,   /api/generate,        INFERENCE",
        "POST,   /api/embed,           INFERENCE",
        "POST,   /api/embeddings,      INFERENCE",
        "POST,   /v1/chat/completions, INFERENCE",
        "POST,   /v1/messages,         INFERENCE",
        "GET,    /v1/models,           READ",
        "GET,    /api/tags,            READ",
        "POST,   /api/show,            READ",
        "HEAD,   /,                    READ",
        "POST,   /api/pull,            MANAGE",
        "POST,   /api/push,            MANAGE",
        "POST,   /api/create,          MANAGE",
        "POST,   /api/copy,            MANAGE",
        "DELETE, /api/delete,          MANAGE",
        "POST,   /api/blobs/sha256:00, MANAGE",
        "HEAD,   /api/blobs/sha256:00, MANAGE",
        "POST,   /api/signout,         MANAGE",
        "POST,   /api/unknown,         OTHER",
        "DELETE, /v1/files/1,          OTHER",
        "DELETE, /v1/models/m,         OTHER",
        "POST,   /v1/files,            OTHER",
        "POST,   /v1/fine_tuning/jobs, OTHER",
        "POST,   /v1/completions,      INFERENCE",
        "POST,   /v1/embeddings,       INFERENCE",
        "POST,   /v1/responses,        INFERENCE",
        "POST,   /v1/responses/r/cancel, OTHER",
        "POST,   /v1/messages/count_tokens, INFERENCE",
        "PUT,    /v1/chat/completions, OTHER",
        "POST,   /api/chat/,           INFERENCE",
        "PUT,    /api/chat/,           INFERENCE",
        "POST,   /v1/messages/,        INFERENCE",
        "POST,   /api/pull/,           MANAGE",
        "POST,   /api/show/,           READ",
    })
    void pathsAreOfAKind(String method, String path, PathKind kind) {
        assertThat(PathKind.of(method, path)).isEqualTo(kind);
    }
}
