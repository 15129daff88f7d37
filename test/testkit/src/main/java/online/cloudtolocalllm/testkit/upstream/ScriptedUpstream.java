package online.cloudtolocalllm.testkit.upstream;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.Head;

/**
 * A language model server on a free port of 127.0.0.1 that remembers every request and answers by a script: the turns
 * waiting for any path come first, then those waiting for the request's path, then what always holds for that path, then the
 * usual answer. A daemon's probes use turns up too, so tests beside a daemon script paths. Thread-safe.
 */
public final class ScriptedUpstream implements AutoCloseable {

    private final Responder responder;
    private volatile Offer offer;
    private final Script script = new Script();
    private final SeenRequests seen = new SeenRequests();
    private final OpenConnections connections = new OpenConnections();
    private final ConcurrentLinkedQueue<Throwable> mistakes = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Doorway doorway;

    private final Entrance entrance;

    ScriptedUpstream(Responder responder, Offer offer, Entrance entrance) throws IOException {
        this.responder = responder;
        this.entrance = entrance;
        this.offer = offer;
        this.doorway = new Doorway(threads, this::accepted);
    }

    /** A small Ollama with the usual offer, as {@link #serving}. */
    public static ScriptedUpstream ollama() throws IOException {
        return ollama(Offer.usual());
    }

    /** A small Ollama, as {@link #serving}. */
    public static ScriptedUpstream ollama(Offer offer) throws IOException {
        return serving(new SmallOllama(new SmallOpenAi(Optional.empty())), offer);
    }

    /**
     * A small Ollama behind the cloud proxy's paths.
     *
     * @param token the bearer token that it wants
     * @throws IOException if no port can be opened
     */
    public static ScriptedUpstream cloud(String token, Offer offer) throws IOException {
        return serving(new SmallCloud(token, new SmallOllama(new SmallOpenAi(Optional.empty()))), offer);
    }

    /**
     * A small server of the OpenAI interface under {@code /v1} that asks for no key.
     *
     * @throws IOException if no port can be opened
     */
    public static ScriptedUpstream openai(Offer offer) throws IOException {
        return serving(new SmallOpenAi(Optional.empty()), offer);
    }

    /**
     * A small server of the OpenAI interface under {@code /v1} that wants a key.
     *
     * @throws IOException if no port can be opened
     */
    public static ScriptedUpstream openai(String key, Offer offer) throws IOException {
        return serving(new SmallOpenAi(Optional.of(key)), offer);
    }

    /**
     * A server whose usual answers are these.
     *
     * @throws IOException if no port can be opened
     */
    public static ScriptedUpstream serving(Responder responder, Offer offer) throws IOException {
        return new ScriptedUpstream(responder, offer, Entrance.PLAIN);
    }

    /** Where it listens; the same for its whole life. */
    public HostPort address() {
        return doorway.address();
    }

    /** {@code http://127.0.0.1:PORT}, or https. */
    public String url() {
        return entrance.scheme() + "://" + address();
    }

    /** Models and answers at this moment. */
    public Offer offer() {
        return offer;
    }

    /** Changes models and answers for coming requests. */
    public void offer(Offer next) {
        offer = next;
    }

    /** Queues turns for the next requests, whatever their path. */
    public ScriptedUpstream next(Turn... turns) {
        script.next(List.of(turns));
        return this;
    }

    /** Queues turns for the next requests of a path (without its query). */
    public ScriptedUpstream on(String path, Turn... turns) {
        script.on(path, List.of(turns));
        return this;
    }

    /** Sets what holds for a path when nothing is queued. */
    public ScriptedUpstream always(String path, Turn turn) {
        script.always(path, turn);
        return this;
    }

    /** Forgets the whole script: only usual answers from now on. */
    public void behave() {
        script.clear();
    }

    /**
     * The server is gone, as after a kill: nothing listens on its port, and every connection is closed.
     *
     * @throws IOException if the sockets cannot be closed
     */
    public void goDown() throws IOException {
        doorway.set(Door.REFUSED);
        connections.closeAll();
    }

    /**
     * Serves again on the same port, after {@link #goDown()} or {@link #door(Door)}.
     *
     * @throws IOException if the port cannot be opened again
     */
    public void comeUp() throws IOException {
        doorway.set(Door.OPEN);
    }

    /**
     * Decides what becomes of clients that connect from now on; open connections go on.
     *
     * @throws IOException if the port cannot be used in that way
     */
    public void door(Door door) throws IOException {
        doorway.set(door);
    }

    /** Every request so far, in the order of arrival. */
    public List<SeenRequest> requests() {
        return seen.all();
    }

    /** Every request of a path (without its query) so far. */
    public List<SeenRequest> requests(String path) {
        return requests().stream()
                .filter(request -> request.path().equals(path))
                .toList();
    }

    /**
     * Blocks until there is a request that no earlier call of this or the next method returned, and returns the oldest.
     *
     * @throws AssertionError if none comes within 20 s
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public SeenRequest awaitRequest() throws InterruptedException {
        return seen.await("any path", request -> true);
    }

    /**
     * Blocks as {@link #awaitRequest()} does, for requests of one path (without its query).
     *
     * @throws AssertionError if none comes within 20 s
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public SeenRequest awaitRequest(String path) throws InterruptedException {
        return seen.await(path, request -> request.path().equals(path));
    }

    /**
     * Blocks until the connection that brought the request has ended, and says who ended it how. A client that waits behind a
     * body of more than 64 KiB which is not read cannot be seen leaving.
     *
     * @throws AssertionError if it is still open after 20 s
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public Leaving awaitClientGone(SeenRequest request) throws InterruptedException {
        return connections.awaitEnd(request.connection());
    }

    /** How many connections were accepted so far. */
    public int connectionCount() {
        return connections.count();
    }

    /** How many accepted connections are open. */
    public int openConnections() {
        return connections.open();
    }

    /**
     * Blocks until exactly so many accepted connections are open.
     *
     * @throws AssertionError if that is not so within 20 s
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public void awaitOpenConnections(int count) throws InterruptedException {
        if (!connections.awaitOpen(count)) {
            throw new AssertionError(openConnections() + " connections are open, not " + count);
        }
    }

    /**
     * Closes every socket and waits for every thread.
     *
     * @throws AssertionError if the script could not be carried out, or a thread does not end
     */
    @Override
    public void close() throws IOException {
        doorway.close();
        connections.closeAll();
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("a thread of the upstream does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Throwable mistake = mistakes.poll();
        if (mistake != null) {
            throw new AssertionError("the script could not be carried out: " + mistake.getMessage(), mistake);
        }
    }

    private void accepted(Socket socket, Door door) {
        if (door == Door.ACCEPTS_AND_HANGS) {
            connections.hang(socket);
            return;
        }
        entrance.admit(socket).ifPresent(admitted -> serve(connections.serve(admitted, new ScriptDesk()), door));
    }

    private void serve(Connection connection, Door door) {
        if (door != Door.OPEN) {
            connection.close();
            connections.ended(connection);
            return;
        }
        threads.execute(() -> run(connection, connection.input()::pump));
        threads.execute(() -> run(connection, () -> {
            connection.serve();
            connections.ended(connection);
        }));
    }

    private void run(Connection connection, Connection.Task task) {
        try {
            task.run();
        } catch (InterruptedException stopping) {
            connection.close();
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error mistake) {
            mistakes.add(mistake);
            connection.close();
            connections.ended(connection);
        }
    }

    private final class ScriptDesk implements Connection.Desk {
        @Override
        public Turn turnFor(Head head) {
            return script.take(head.path());
        }

        @Override
        public void seen(SeenRequest request) {
            seen.add(request);
        }

        @Override
        public Reply usual(SeenRequest request) {
            return responder.answer(request, offer);
        }
    }
}
