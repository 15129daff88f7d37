package online.cloudtolocalllm.testkit.upstream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Head;
import online.cloudtolocalllm.testkit.http.Header;

/**
 * Works out a valid answer. Pure, but for the usual answer, which it asks for.
 *
 * @param headOnly whether the request was a HEAD: no body is sent
 * @param usual what the upstream answers by itself
 */
record ReplySteps(boolean headOnly, Supplier<Reply> usual) {

    List<Step> of(Reply reply) {
        return switch (reply) {
            case Reply.Usual() -> of(usual.get());
            case Reply.Whole whole -> whole(whole, whole.body().size());
            case Reply.Streamed(int status, List<Header> headers, List<Part> parts) -> streamed(status, headers, parts);
            case Reply.CloseDelimited(int status, List<Header> headers, Bytes body) -> {
                List<Header> fields = plus(headers, "Connection", "close");
                yield withBody(head(status, fields), List.of(rest(body), new Step.Fin()));
            }
            case Reply.Exact(List<Bytes> writes) -> {
                List<Step> steps = new ArrayList<>();
                writes.forEach(bytes -> steps.add(rest(bytes)));
                steps.add(new Step.Fin());
                yield steps;
            }
            case Reply.InSmallWrites(Reply of, int size) -> inSmallWrites(of(of), size);
        };
    }

    /** A body whose announced length may differ from its own. */
    List<Step> whole(Reply.Whole whole, int announced) {
        boolean bodiless = whole.status() == 204 || whole.status() == 304;
        List<Header> fields =
                bodiless ? whole.headers() : plus(whole.headers(), "Content-Length", String.valueOf(announced));
        return whole.body().isEmpty()
                ? List.of(head(whole.status(), fields))
                : withBody(head(whole.status(), fields), List.of(rest(whole.body())));
    }

    private List<Step> streamed(int status, List<Header> headers, List<Part> parts) {
        List<Step> body = new ArrayList<>();
        for (Part part : parts) {
            body.add(
                    switch (part) {
                        case Part.Chunk(Bytes bytes) -> new Step.Write(framed(bytes), Step.Of.CHUNK);
                        case Part.Hold(Gate gate) -> new Step.Wait(gate);
                    });
        }
        body.add(rest(Bytes.latin1("0\r\n\r\n")));
        return withBody(head(status, plus(headers, "Transfer-Encoding", "chunked")), body);
    }

    private List<Step> withBody(Step.Write head, List<Step> body) {
        List<Step> steps = new ArrayList<>();
        steps.add(head);
        if (!headOnly) {
            steps.addAll(body);
        }
        return steps;
    }

    private static List<Step> inSmallWrites(List<Step> steps, int size) {
        List<Step> small = new ArrayList<>();
        for (Step step : steps) {
            if (!(step instanceof Step.Write(Bytes bytes, Step.Of of))) {
                small.add(step);
                continue;
            }
            List<Bytes> pieces = bytes.inPiecesOf(size);
            for (int i = 0; i < pieces.size(); i++) {
                boolean last = i == pieces.size() - 1;
                small.add(new Step.Write(pieces.get(i), last ? of : Step.Of.REST));
            }
        }
        return small;
    }

    static Step.Write head(int status, List<Header> headers) {
        return head("HTTP/1.1 " + status + " " + reason(status), headers);
    }

    static Step.Write head(String statusLine, List<Header> headers) {
        return new Step.Write(new Head(statusLine, headers).toBytes(), Step.Of.HEAD);
    }

    static Step.Write rest(Bytes bytes) {
        return new Step.Write(bytes, Step.Of.REST);
    }

    static Bytes framed(Bytes content) {
        return Bytes.joined(
                List.of(Bytes.latin1(Integer.toHexString(content.size()) + "\r\n"), content, Bytes.latin1("\r\n")));
    }

    static List<Header> plus(List<Header> headers, String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return more;
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 204 -> "No Content";
            case 307 -> "Temporary Redirect";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 413 -> "Content Too Large";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> "Status " + status;
        };
    }
}
