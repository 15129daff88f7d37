package online.cloudtolocalllm.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import online.cloudtolocalllm.client.ProxyCalls.HttpWish;
import online.cloudtolocalllm.client.model.Answer;
import online.cloudtolocalllm.client.model.Best;
import online.cloudtolocalllm.client.model.Model;
import online.cloudtolocalllm.client.model.ModelDetails;
import online.cloudtolocalllm.client.model.Served;
import online.cloudtolocalllm.client.model.Target;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;

/**
 * All connections of the daemon as if they were one: asks models, lists, downloads and deletes them, and tells how the connections
 * are. The daemon chooses who serves, and takes the next connection when one fails before its first byte; every answer tells who
 * served and who was asked before.
 *
 * <p><b>Threads.</b> Any thread may call anything; calls do not wait for each other. Methods that declare {@link DaemonException}
 * block, and belong on a virtual thread or one that may wait; they are never called on the thread that calls listeners.
 *
 * <p><b>Time.</b> A call waits up to {@link #LINK_LIMIT} for the link to the daemon; a limit that a method names counts from there.
 * Answers of models have no limit on the whole: a model may load for minutes and write for an hour. The daemon ends upstreams that
 * fall silent, and a daemon that falls silent itself counts as lost.
 *
 * <p><b>Failures</b> are {@link DaemonException}s. Each tells by {@link DaemonException#effect()} whether the call took effect.
 * Nothing is ever sent twice by this class: whoever wants that asks again. The usual ones: {@link DaemonException.Unserved} (a
 * connection said no, or none answered), {@link DaemonException.Refused} (the daemon said no, nothing was sent to a connection),
 * {@link DaemonException.Broken} (an answer, streamed or whole, broke off: what came is incomplete), {@link DaemonException.LinkLost},
 * {@link DaemonException.NoAnswer}, and {@link DaemonException.Closed} after {@link #close()}.
 */
public final class UnifiedConnectionService extends ModelQuestions implements AutoCloseable {

    /** How long a call waits for the link to the daemon, which may have to be started. */
    public static final Duration LINK_LIMIT = ProxyCalls.LINK_LIMIT;

    private final LastingLink link;
    private final boolean ownLink;
    private final ProxyCalls calls;
    private final Models models;
    private final StatusListeners listeners;

    UnifiedConnectionService(LastingLink link, boolean ownLink) {
        this(link, ownLink, new ProxyCalls(link));
    }

    private UnifiedConnectionService(LastingLink link, boolean ownLink, ProxyCalls calls) {
        super(new Talks(calls));
        this.link = link;
        this.ownLink = ownLink;
        this.calls = calls;
        this.models = new Models(calls);
        this.listeners = new StatusListeners(link.subscription());
    }

    /** A service with a link of its own. Returns at once; the link is made in the background, and anew when it is lost. */
    public static UnifiedConnectionService open(ClientOptions options) {
        return new UnifiedConnectionService(LastingLink.open(options), true);
    }

    /** A service that shares the link of a tray service, which stays open when this is closed, and ends this when it is closed. */
    public static UnifiedConnectionService over(TrayService tray) {
        return new UnifiedConnectionService(tray.link(), false);
    }

    /**
     * The daemon's whole state. Blocks; changes nothing.
     *
     * @throws DaemonException if the daemon cannot be asked
     */
    public DaemonStatus status() throws DaemonException {
        return models.status();
    }

    /**
     * Tells the daemon's whole state as soon as there is a link, after each change, and after each time the link was lost. The same
     * state may be told twice, and of several changes in quick succession only the newest; the revision never falls while the
     * daemon runs. Does not block and does not fail: without a link, it begins when there is one.
     *
     * @param listener called in order, on the one thread on which this link calls all listeners; must not block long
     * @return ends it when closed; the listener may be called once more by a call that is under way
     */
    public Registration subscribe(Consumer<DaemonStatus> listener) {
        return listeners.add(event -> {
            if (event instanceof DaemonEvent.Status(DaemonStatus status)) {
                listener.accept(status);
            }
        });
    }

    /**
     * Tells each time when a request, of whatever program, was served by another connection than the one that was asked first.
     * What happens while there is no link is not told later; {@link #status()} has the latest. Does not block.
     *
     * @param listener called as with {@link #subscribe(Consumer)}
     */
    public Registration onFailover(Consumer<FailoverEvent> listener) {
        return listeners.add(event -> {
            if (event instanceof DaemonEvent.Failover(FailoverEvent failover)) {
                listener.accept(failover);
            }
        });
    }

    /**
     * The models that can be asked by {@link #chat} and {@link #generate}, of all connections; connections that are slow or gone
     * delay nothing. Blocks; changes nothing.
     *
     * @throws DaemonException if the daemon cannot be asked, or has no connection to ask
     */
    public List<Model> models() throws DaemonException {
        return models.all();
    }

    /** Downloads a model to the connection that the daemon chooses for that, as {@link #pull(String, Target)}. */
    public PullRun pull(String model) throws DaemonException {
        return pull(model, Target.ANYWHERE);
    }

    /**
     * Downloads a model. Blocks for the link only; the download runs as long as its pieces are read, and ends when it is cancelled
     * or closed. What was downloaded until then stays, and the next one goes on from there.
     *
     * @return to be closed
     * @throws DaemonException if the request cannot be sent
     */
    public PullRun pull(String model, Target target) throws DaemonException {
        return models.pull(model, target);
    }

    /**
     * What is known of a model. Blocks; changes nothing.
     *
     * @throws DaemonException.Unserved with status 404 if there is no such model
     * @throws DaemonException if nobody can be asked
     */
    public ModelDetails show(String model) throws DaemonException {
        return models.show(model);
    }

    /** Deletes a model where the daemon finds it, as {@link #delete(String, Target)}. */
    public Served delete(String model) throws DaemonException {
        return delete(model, Target.ANYWHERE);
    }

    /**
     * Deletes a model. Blocks; the model is gone when it returns.
     *
     * @throws DaemonException.Unserved with status 404 if there is no such model: nothing was deleted
     * @throws DaemonException if it failed; {@link DaemonException#effect()} tells whether the model may be gone
     */
    public Served delete(String model, Target target) throws DaemonException {
        return models.delete(model, target);
    }

    /** Lets the daemon try a connection, as {@link #testConnection(String, boolean)} without a chat. */
    public ConnectionTest testConnection(String connection) throws DaemonException {
        return testConnection(connection, false);
    }

    /**
     * Lets the daemon try a connection step by step. Blocks as long as that connection's time limits; changes nothing.
     *
     * @param chat whether to ask a model for one token in the end, which costs money at hosted APIs
     * @throws DaemonException.Refused with the code {@code unknown_connection} if there is none of that name
     * @throws DaemonException if the daemon cannot be asked
     */
    public ConnectionTest testConnection(String connection, boolean chat) throws DaemonException {
        return models.test(connection, chat);
    }

    /**
     * The connection that a question to this model would go to now; empty if there is none. Blocks; asks no connection.
     *
     * @throws DaemonException if the daemon cannot be asked
     */
    public Optional<Best> bestConnection(String model) throws DaemonException {
        return models.best(model);
    }

    /**
     * Any request to any path that the gateway serves, with the whole answer. Blocks, 30 minutes at most.
     *
     * @param method GET, HEAD, POST, PUT, PATCH or DELETE
     * @param path such as {@code /v1/models}, with a query if there is one; never names a host
     * @param body the JSON body
     * @throws DaemonException if there is no answer with a status from 200 to 299
     */
    public Answer request(String method, String path, Optional<JsonValue> body) throws DaemonException {
        return request(method, path, body, Target.ANYWHERE);
    }

    /** As {@link #request(String, String, Optional)}, for these connections. */
    public Answer request(String method, String path, Optional<JsonValue> body, Target target) throws DaemonException {
        return calls.whole(new HttpWish(method, path, body, target), ProxyCalls.MODEL_LIMIT);
    }

    /**
     * Any request to any path that the gateway serves; the answer is read as it comes. Blocks for the link only.
     *
     * @return to be closed
     * @throws DaemonException if the request cannot be sent
     */
    public RawStream stream(String method, String path, Optional<JsonValue> body) throws DaemonException {
        return stream(method, path, body, Target.ANYWHERE);
    }

    /** As {@link #stream(String, String, Optional)}, for these connections. */
    public RawStream stream(String method, String path, Optional<JsonValue> body, Target target)
            throws DaemonException {
        return calls.stream(new HttpWish(method, path, body, target), RawStream::new);
    }

    /**
     * Ends every streamed call with {@link DaemonException.Closed} and every subscription, leaves kept answers with the daemon, and
     * closes the link if it is this service's own. Later calls fail with {@code Closed}. Does not block; a second call does nothing.
     */
    @Override
    public void close() {
        calls.close();
        listeners.close();
        if (ownLink) {
            link.close();
        }
    }
}
