package online.cloudtolocalllm.daemon.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import online.cloudtolocalllm.broker.journal.AttemptRecord;
import online.cloudtolocalllm.broker.journal.RequestRecord;
import online.cloudtolocalllm.broker.journal.Tokens;
import online.cloudtolocalllm.broker.journal.Trace;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/** Records of requests for tests. */
final class Records {

    static final Instant STARTED = Instant.parse("2026-11-22T12:00:00Z");
    static final ConnectionId LOCAL = new ConnectionId("local_ollama");
    static final ConnectionId CLOUD = new ConnectionId("cloud_proxy");

    private Records() {}

    static AttemptRecord attempt(ConnectionId connection, AttemptRecord.Result result, int status, String why) {
        return new AttemptRecord(connection, result, status, why, Duration.ofMillis(5));
    }

    /** A stream that the local connection answered. */
    static RequestRecord chat(String model) {
        return chat(model, Optional.of("editor"), "curl/8");
    }

    static RequestRecord chat(String model, Optional<String> app, String client) {
        return new RequestRecord(
                "r-1",
                RequestRecord.State.DONE,
                STARTED,
                "POST",
                "/api/chat",
                PathKind.INFERENCE,
                model,
                app,
                client,
                List.of(attempt(LOCAL, AttemptRecord.Result.PASSED_ON, 200, "")),
                Optional.of(LOCAL),
                200,
                Optional.of(Duration.ofMillis(12)),
                Optional.of(Duration.ofMillis(34)),
                Duration.ofMillis(1500),
                new Tokens(OptionalLong.of(6), OptionalLong.of(132), false, OptionalDouble.of(45.25)),
                42,
                4321,
                Optional.of(Trace.End.WHOLE),
                "");
    }

    /** One that broke off after the cloud had stepped in, with an estimate. */
    static RequestRecord cutAfterFailover(String model) {
        return new RequestRecord(
                "r-2",
                RequestRecord.State.DONE,
                STARTED,
                "POST",
                "/v1/chat/completions",
                PathKind.INFERENCE,
                model,
                Optional.empty(),
                "",
                List.of(
                        attempt(LOCAL, AttemptRecord.Result.NOT_SENT, 0, "nothing listens on 127.0.0.1:1"),
                        attempt(CLOUD, AttemptRecord.Result.PASSED_ON, 200, "")),
                Optional.of(CLOUD),
                200,
                Optional.of(Duration.ofMillis(20)),
                Optional.empty(),
                Duration.ofSeconds(700),
                new Tokens(OptionalLong.empty(), OptionalLong.of(3), true, OptionalDouble.empty()),
                10,
                20,
                Optional.of(Trace.End.CUT),
                "the connection was closed");
    }

    /** One that nobody answered. */
    static RequestRecord refused(String model) {
        return new RequestRecord(
                "r-3",
                RequestRecord.State.DONE,
                STARTED,
                "GET",
                "/api/tags",
                PathKind.READ,
                model,
                Optional.empty(),
                "",
                List.of(),
                Optional.empty(),
                503,
                Optional.empty(),
                Optional.empty(),
                Duration.ofMillis(1),
                Tokens.UNKNOWN,
                0,
                0,
                Optional.of(Trace.End.REFUSED),
                "No connection is enabled.");
    }
}
