package online.cloudtolocalllm.testkit.upstream;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import online.cloudtolocalllm.testkit.http.BodyReader;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Framing;
import online.cloudtolocalllm.testkit.http.Head;
import online.cloudtolocalllm.testkit.http.Piece;
import online.cloudtolocalllm.testkit.http.WireReader;

/** One accepted connection: reads requests one after the other and does what the script says. Runs on a virtual thread. */
final class Connection implements AutoCloseable {

    /** What decides and remembers. */
    interface Desk {
        /** The turn for the next request with this head. */
        Turn turnFor(Head head);

        /** Remembers a request, before its answer starts. */
        void seen(SeenRequest request);

        /** The upstream's own answer. */
        Reply usual(SeenRequest request);
    }

    /** Work on a connection, on a thread of its own. */
    interface Task {
        /** Does the work until the connection ends. */
        void run() throws InterruptedException;
    }

    private final int number;
    private final Socket socket;
    private final Desk desk;
    private final ClientBytes input;
    private final WireReader reader;

    Connection(int number, Socket socket, Desk desk) {
        this.number = number;
        this.socket = socket;
        this.desk = desk;
        this.input = new ClientBytes(socket);
        this.reader = new WireReader(input);
    }

    int number() {
        return number;
    }

    ClientBytes input() {
        return input;
    }

    /** Serves requests until one side ends the connection. */
    void serve() throws InterruptedException {
        try {
            socket.setTcpNoDelay(true);
            boolean open = true;
            while (open) {
                Optional<Bytes> head = reader.head();
                open = head.isPresent() && answer(Head.parse(head.get()));
            }
        } catch (IOException clientLeft) {
            input.end(Leaving.CLIENT_RESET);
        } finally {
            close();
        }
    }

    private boolean answer(Head head) throws IOException, InterruptedException {
        if (!head.isRequest()) {
            perform(new ReplySteps(false, Reply::usual).of(Reply.text(400, "not a request")));
            return false;
        }
        Turn turn = desk.turnFor(head);
        BodyReader body = new BodyReader(reader, Framing.ofRequest(head));
        if (turn instanceof Fault.AnswersBeforeBody early) {
            return answerEarly(head, early, body);
        }
        if (head.lists("Expect", "100-continue")) {
            Bytes.latin1("HTTP/1.1 100 Continue\r\n\r\n").writeTo(socket.getOutputStream());
        }
        Optional<Bytes> content = wholeBody(body);
        if (content.isEmpty()) {
            return false;
        }
        SeenRequest request = new SeenRequest(number, reader.takenBytes(), head, content.get());
        desk.seen(request);
        return perform(stepsOf(turn, request)) && !head.closes();
    }

    private List<Step> stepsOf(Turn turn, SeenRequest request) {
        boolean headOnly = request.method().equals("HEAD");
        return new FaultSteps(new ReplySteps(headOnly, () -> desk.usual(request))).of(turn);
    }

    private boolean answerEarly(Head head, Fault.AnswersBeforeBody early, BodyReader body)
            throws IOException, InterruptedException {
        SeenRequest request = new SeenRequest(number, reader.takenBytes(), head, Bytes.NONE);
        desk.seen(request);
        perform(stepsOf(early, request));
        switch (early.upload()) {
            case DISCARDED -> {
                while (body.next() instanceof Piece.Content) {
                    reader.takenBytes();
                }
            }
            case IGNORED -> hang();
            case RESET -> reset();
        }
        return false;
    }

    private static Optional<Bytes> wholeBody(BodyReader body) throws IOException {
        List<Bytes> pieces = new ArrayList<>();
        while (true) {
            switch (body.next()) {
                case Piece.Content(Bytes bytes) -> pieces.add(bytes);
                case Piece.End ignored -> {
                    return Optional.of(Bytes.joined(pieces));
                }
                case Piece.Cut ignored -> {
                    return Optional.empty();
                }
            }
        }
    }

    /** Whether the connection may serve another request. */
    private boolean perform(List<Step> steps) throws IOException, InterruptedException {
        for (Step step : steps) {
            switch (step) {
                case Step.Write(Bytes bytes, Step.Of ignored) -> bytes.writeTo(socket.getOutputStream());
                case Step.Wait(Gate gate) -> gate.pass();
                case Step.Repeat(Bytes bytes) -> repeat(bytes);
                case Step.Hang() -> {
                    hang();
                    return false;
                }
                case Step.Fin() -> {
                    close();
                    return false;
                }
                case Step.Reset() -> {
                    reset();
                    return false;
                }
                case Step.IdleLimit(Duration idle) -> {
                    if (!input.awaitAny(idle)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private void repeat(Bytes bytes) throws IOException {
        while (!input.left().isDone()) {
            bytes.writeTo(socket.getOutputStream());
        }
    }

    private void hang() throws InterruptedException {
        try {
            input.left().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("never completed exceptionally", e);
        }
    }

    private void reset() throws IOException {
        input.end(Leaving.UPSTREAM);
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Ends the connection from this side; further calls do nothing. */
    @Override
    public void close() {
        input.end(Leaving.UPSTREAM);
        try {
            socket.close();
        } catch (SocketException alreadyReset) {
            return;
        } catch (IOException e) {
            throw new IllegalStateException("a socket could not be closed", e);
        }
    }
}
