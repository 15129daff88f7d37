package online.cloudtolocalllm.settings.model.status;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.window.words.Words;

/**
 * A request as the daemon tells it (docs/observability.md), with texts that can be shown.
 *
 * @param key tells it from all others
 * @param outcome how far it is
 * @param method the HTTP method
 * @param path the path without its query
 * @param model the model that was asked for; empty if none was named
 * @param app the name of the gateway key; empty if there was none
 * @param client what the program calls itself; may be empty
 * @param servedBy whose answer was passed on; empty if nobody's
 * @param status the HTTP status that the client was given, or 0
 * @param attempts the connections that were asked, in order
 * @param times how long it took
 * @param bytesIn bytes of its body
 * @param bytesOut bytes of the answer's body
 * @param tokens what is known of its tokens
 * @param why in words, for what was refused or broke off; may be empty
 */
public record Request(
        Key key,
        Outcome outcome,
        String method,
        String path,
        String model,
        String app,
        String client,
        String servedBy,
        int status,
        List<Attempt> attempts,
        Times times,
        long bytesIn,
        long bytesOut,
        Tokens tokens,
        String why) {

    private static final double LONGEST_MILLIS = 1e12;
    /** No clock tells a time from here on. */
    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");

    /** Copies the list. */
    public Request {
        attempts = List.copyOf(attempts);
    }

    /**
     * What tells requests apart: programs may choose an id, and choose it twice.
     *
     * @param id the id
     * @param started when it came
     */
    public record Key(String id, Instant started) {}

    /**
     * How long things took, from the start on.
     *
     * @param firstByte until the answer's head was there
     * @param firstToken until a stream's first words were there
     * @param duration until the end, or until now
     */
    public record Times(Optional<Duration> firstByte, Optional<Duration> firstToken, Duration duration) {}

    /**
     * What it cost.
     *
     * @param prompt tokens of the question
     * @param completion tokens of the answer
     * @param perSecond tokens of the answer for each second of making it
     * @param estimated whether pieces were counted instead of tokens
     */
    public record Tokens(OptionalLong prompt, OptionalLong completion, OptionalDouble perSecond, boolean estimated) {}

    /** Reads one; empty if it has no id or no time. */
    static Optional<Request> read(JsonObject json) {
        Optional<Instant> started = json.text("started").flatMap(Request::instant);
        if (started.isEmpty()) {
            return Optional.empty();
        }
        int status = Math.clamp(json.integer("status").orElse(0), 0, 999);
        return Optional.of(new Request(
                new Key(Words.plain(json.text("id", "")), started.get()),
                Outcome.of(json.text("state", ""), json.text("outcome", ""), status),
                text(json, "method"),
                text(json, "path"),
                Words.model(json.text("model", "")),
                text(json, "app"),
                text(json, "client"),
                text(json, "served_by"),
                status,
                json.array("attempts").objects().stream().map(Attempt::read).toList(),
                new Times(
                        time(json, "first_byte_ms"),
                        time(json, "first_token_ms"),
                        time(json, "duration_ms").orElse(Duration.ZERO)),
                json.integer("bytes_in").orElse(0),
                json.integer("bytes_out").orElse(0),
                new Tokens(
                        json.integer("prompt_tokens"),
                        json.integer("completion_tokens"),
                        json.number("tokens_per_second"),
                        json.flag("estimated", false)),
                text(json, "why")));
    }

    private static String text(JsonObject json, String field) {
        return Words.plain(json.text(field, ""));
    }

    private static Optional<Duration> time(JsonObject json, String field) {
        OptionalDouble number = json.number(field);
        return number.isPresent() ? Optional.of(millis(number.getAsDouble())) : Optional.empty();
    }

    static Duration millis(double millis) {
        return Duration.ofNanos(Math.round(Math.clamp(millis, 0, LONGEST_MILLIS) * 1e6));
    }

    static Optional<Instant> instant(String text) {
        try {
            Instant at = Instant.parse(text);
            // Further off nobody can reckon with it.
            return Optional.of(at).filter(time -> !time.isBefore(Instant.EPOCH) && time.isBefore(FAR));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** When it came. */
    public Instant started() {
        return key.started();
    }

    /** When it was over, or as far as it is known. */
    public Instant ended() {
        return started().plus(times.duration());
    }

    /** The program that asked: the name of its key, or what it calls itself up to the first blank; may be empty. */
    public String program() {
        return app.isEmpty() ? client.split(" ", 2)[0] : app;
    }

    /** What was asked for: the model, or the method and the path where none was named. */
    public String subject() {
        return model.isEmpty() ? method + " " + path : model;
    }

    /** When its answer began to be written; empty if no tokens of it are known. */
    public Optional<Instant> writingSince() {
        if (tokens.completion().orElse(0) <= 0 || servedBy.isEmpty()) {
            return Optional.empty();
        }
        double speed = tokens.perSecond().orElse(0);
        if (speed > 0) {
            // A whole answer comes when all of it was written: only its speed tells how long that took.
            Instant begun = ended().minus(millis(tokens.completion().getAsLong() * 1e3 / speed));
            return Optional.of(begun.isBefore(started()) ? started() : begun);
        }
        // Of a whole answer the first byte comes with the last one, and says nothing of when writing began.
        return Optional.of(started().plus(times.firstToken().orElse(Duration.ZERO)));
    }

    Request withOutcome(Outcome now) {
        return new Request(
                key, now, method, path, model, app, client, servedBy, status, attempts, times, bytesIn, bytesOut,
                tokens, why);
    }
}
