package online.cloudtolocalllm.testkit.upstream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Header;

/**
 * Works out a fault. Pure, but for the usual answer.
 *
 * @param replies works out the answers inside the faults
 */
record FaultSteps(ReplySteps replies) {

    private static final List<Header> JSON = List.of(new Header("Content-Type", "application/json; charset=utf-8"));
    private static final Reply.Whole GOOD = new Reply.Whole(200, JSON, Bytes.utf8("{\"ok\":true}"));

    List<Step> of(Turn turn) {
        return switch (turn) {
            case Reply reply -> replies.of(reply);
            case Fault fault -> fault(fault);
        };
    }

    private List<Step> fault(Fault fault) {
        return switch (fault) {
            case Fault.HangsBeforeFirstByte() -> List.of(new Step.Hang());
            case Fault.LateFirstByte(Reply of, Gate gate) -> before(new Step.Wait(gate), replies.of(of));
            case Fault.StallsMidStream(Reply of, After after) ->
                then(Cutting.at(replies.of(of), after), new Step.Hang());
            case Fault.CutByFin(Reply of, After after) -> then(Cutting.at(replies.of(of), after), new Step.Fin());
            case Fault.CutByReset(Reply of, After after) -> then(Cutting.at(replies.of(of), after), new Step.Reset());
            case Fault.ShortContentLength(Reply.Whole of, int missing) ->
                then(replies.whole(of, of.body().size() + missing), new Step.Fin());
            case Fault.BadChunkSize(Reply of, int afterChunks) ->
                then(
                        Cutting.at(replies.of(of), After.chunks(afterChunks)),
                        ReplySteps.rest(Bytes.latin1("zz\r\nwhat\r\n")),
                        new Step.Fin());
            case Fault.AnswersBeforeBody(Reply.Whole of, Upload ignored) -> replies.of(of.with("Connection", "close"));
            case Fault.Refuses(int status, Optional<Duration> retryAfter) -> replies.of(refusal(status, retryAfter));
            case Fault.MalformedStatusLine(String line) -> malformed(line);
            case Fault.OversizedHead(int bytes) -> replies.of(GOOD.with("X-Large", "a".repeat(bytes)));
            case Fault.ManyHeaders(int count) -> replies.of(many(count));
            case Fault.EndlessBody() -> endless();
            case Fault.RedirectsElsewhere(String location) ->
                replies.of(Reply.text(307, "").with("Location", location));
            case Fault.TransferEncodingAndLength(Bytes body, int length) -> bothLengths(body, length);
            case Fault.HtmlInsteadOfJson() ->
                replies.of(Reply.whole(200, "text/html", "<!DOCTYPE html><html><body>Welcome</body></html>"));
            case Fault.ExtraBytes(Reply of, Bytes extra) -> extra(replies.of(of), extra);
            case Fault.ClosesAfterAnswer(Reply of) -> then(replies.of(of), new Step.Fin());
            case Fault.ClosesAfterIdle(Reply of, Duration idle) -> then(replies.of(of), new Step.IdleLimit(idle));
            case Fault.ForbiddenHeaders(Reply.Whole of) -> forbidden(of);
        };
    }

    private static Reply.Whole refusal(int status, Optional<Duration> retryAfter) {
        String text = "refused with " + status + " by the script";
        Reply.Whole refusal = Reply.json(status, JsonObject.of("error", text).toJson());
        return retryAfter
                .map(time -> refusal.with("Retry-After", String.valueOf(time.toSeconds())))
                .orElse(refusal);
    }

    private static List<Step> malformed(String line) {
        List<Header> fields = ReplySteps.plus(
                JSON, "Content-Length", String.valueOf(GOOD.body().size()));
        return List.of(ReplySteps.head(line, fields), ReplySteps.rest(GOOD.body()), new Step.Fin());
    }

    private static Reply.Whole many(int count) {
        List<Header> fields = new ArrayList<>(JSON);
        for (int i = fields.size() + 1; i < count; i++) {
            fields.add(new Header("X-Number-" + i, String.valueOf(i)));
        }
        return new Reply.Whole(200, fields, GOOD.body());
    }

    private static List<Step> endless() {
        List<Header> fields =
                List.of(new Header("Content-Type", "application/x-ndjson"), new Header("Transfer-Encoding", "chunked"));
        Bytes line = ReplySteps.framed(Bytes.utf8("{\"message\":{\"role\":\"assistant\",\"content\":\"on \"}}\n"));
        return List.of(ReplySteps.head(200, fields), new Step.Repeat(line));
    }

    private static List<Step> bothLengths(Bytes body, int length) {
        List<Header> fields = ReplySteps.plus(
                ReplySteps.plus(JSON, "Content-Length", String.valueOf(length)), "Transfer-Encoding", "chunked");
        Bytes framed = ReplySteps.framed(body).plus(Bytes.latin1("0\r\n\r\n"));
        return List.of(ReplySteps.head(200, fields), ReplySteps.rest(framed));
    }

    private List<Step> forbidden(Reply.Whole of) {
        List<Header> fields = new ArrayList<>(of.headers());
        fields.addAll(Fault.ForbiddenHeaders.FIELDS);
        return replies.of(new Reply.Whole(of.status(), fields, of.body()));
    }

    /** The extra bytes join the last write, so that no reader can tell the two apart by time. */
    private static List<Step> extra(List<Step> steps, Bytes extra) {
        List<Step> more = new ArrayList<>(steps);
        for (int i = more.size() - 1; i >= 0; i--) {
            if (more.get(i) instanceof Step.Write(Bytes bytes, Step.Of of)) {
                more.set(i, new Step.Write(bytes.plus(extra), of));
                return more;
            }
        }
        throw new IllegalArgumentException("the answer sends nothing that extra bytes could follow");
    }

    private static List<Step> before(Step first, List<Step> steps) {
        List<Step> all = new ArrayList<>(steps);
        all.addFirst(first);
        return all;
    }

    private static List<Step> then(List<Step> steps, Step... more) {
        List<Step> all = new ArrayList<>(steps);
        all.addAll(List.of(more));
        return all;
    }
}
