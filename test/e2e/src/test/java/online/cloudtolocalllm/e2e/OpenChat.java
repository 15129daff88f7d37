package online.cloudtolocalllm.e2e;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Head;
import online.cloudtolocalllm.testkit.http.Piece;
import online.cloudtolocalllm.testkit.http.RawHttp;

/** A chat in the middle of its answer. */
record OpenChat(RawHttp http, Head head, Piece first) implements AutoCloseable {

    /** The whole answer, from its first piece to its end or its cut. */
    Answer finish() throws IOException {
        Answer rest = http.readRest(head);
        List<Bytes> pieces = new ArrayList<>(rest.pieces());
        if (first instanceof Piece.Content(Bytes bytes)) {
            pieces.addFirst(bytes);
        }
        return new Answer(head, pieces, rest.ending());
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
