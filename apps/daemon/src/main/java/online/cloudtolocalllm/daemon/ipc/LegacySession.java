package online.cloudtolocalllm.daemon.ipc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import online.cloudtolocalllm.daemon.ipc.legacy.LegacyGate;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The protocol as an old client sees it, that knows no handshake and takes whatever answer comes next for its own: one request is
 * carried out at a time, and no news comes between a request and its answer. It begins when a client speaks without a handshake
 * and is let in, and ends when old clients are let in no more. Not thread-safe; owned by its connection's event loop.
 */
final class LegacySession {

    /** So long the original app waits for an answer. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Changes of tokens that are under way; each may take as long as somebody needs to unlock a keyring. */
    private static final int MOST_ASIDE = 4;

    private final LegacyGate gate;
    private final IpcLimits limits;
    private final BooleanSupplier admission;
    private final BooleanSupplier stopping;
    private final LegacyWaiting waiting;
    private final Set<ReplyOrder.Ticket> aside = new HashSet<>();

    private ReplyOrder.@Nullable Ticket running;
    private long runningSince;
    private long count;
    private State state = State.SILENT;

    private enum State {
        SILENT,
        SPEAKING,
        CLOSED
    }

    /**
     * A session that has not begun.
     *
     * @param gate whether old clients are let in
     * @param limits bounds
     * @param admission whether there is room for one more peer; asked when the session begins
     * @param stopping whether the daemon stops, so that no more work may begin
     */
    LegacySession(LegacyGate gate, IpcLimits limits, BooleanSupplier admission, BooleanSupplier stopping) {
        this.gate = gate;
        this.limits = limits;
        this.admission = admission;
        this.stopping = stopping;
        this.waiting = new LegacyWaiting(limits.lineBytes());
    }

    /** Whether a client that said nothing yet may be an old one. */
    boolean mayBegin() {
        return state == State.SILENT && gate.isOpen();
    }

    /** Whether this session has begun. */
    boolean speaks() {
        return state != State.SILENT;
    }

    /** Whether every request has its reply. */
    boolean quiet() {
        return running == null && waiting.isEmpty() && aside.isEmpty();
    }

    /**
     * Whether this line, before any handshake, is an old client's and belongs here. A {@code PING} does not begin a session: whoever
     * says only that may still prove itself, and must not have got a place before.
     */
    boolean takes(IpcLine line) {
        if (state != State.SILENT) {
            return true;
        }
        if (!(line instanceof IpcLine.Message message) || !LegacyRequest.begins(message.object())) {
            return false;
        }
        if (!gate.isOpen()) {
            gate.turnedAway();
            return false;
        }
        return admission.getAsBoolean();
    }

    /** What to do about a line that {@linkplain #takes belongs here}. */
    List<IpcAction> received(IpcLine line) {
        if (state == State.CLOSED) {
            return List.of();
        }
        if (!gate.isOpen()) {
            return close();
        }
        return switch (line) {
            case IpcLine.NotAnObject(String reason) ->
                close(Replies.error("The line is not a JSON object: " + reason + ".", "bad_line"));
            case IpcLine.Message message -> received(message);
        };
    }

    private List<IpcAction> received(IpcLine.Message message) {
        LegacyRequest request = LegacyRequest.read(message, gate.nanoTime());
        List<IpcAction> actions = new ArrayList<>();
        if (state == State.SILENT) {
            state = State.SPEAKING;
            actions.add(new IpcAction.Trust(ClientBoard.OLD));
            if (request.kind() != LegacyRequest.Kind.QUIT) {
                actions.add(new IpcAction.Note(new IpcCommand.Subscribe()));
            }
        }
        if (request.bytes() > limits.lineBytes() && request.kind() != LegacyRequest.Kind.PROXY) {
            actions.addAll(receivedTooLong(limits.lineBytes()));
            return actions;
        }
        if (request.isAwaited()) {
            actions.addAll(giveUp(request.since()));
        }
        if (request.kind() != LegacyRequest.Kind.QUIT && !waiting.takes(request)) {
            actions.addAll(close(Replies.error("Too many requests wait already.", "too_many_requests")));
            return actions;
        }
        switch (request.kind()) {
            case QUIT -> {
                if (request.id().isPresent()) {
                    actions.add(line(request, Replies.ok()));
                }
                actions.addAll(close());
            }
            case STATUS, PROXY, PING, TOKEN, WISH, OPINION, UNKNOWN -> {
                waiting.add(request);
                actions.addAll(goOn());
            }
        }
        return actions;
    }

    /**
     * A client that asks again has either not waited, or has given up: then the old answer must not come any more, because it would
     * be taken for the new one.
     */
    private List<IpcAction> giveUp(long now) {
        waiting.drop(PATIENCE, now);
        if (running == null || now - runningSince < PATIENCE.toNanos()) {
            return List.of();
        }
        running = null;
        return List.of(new IpcAction.GiveUp());
    }

    /** Carries out what waits, until something takes its time. While nothing runs no news is held: newer news would overtake it. */
    private List<IpcAction> goOn() {
        List<IpcAction> actions = new ArrayList<>();
        Optional<LegacyRequest> next = running == null ? waiting.next() : Optional.empty();
        while (next.isPresent()) {
            actions.addAll(begin(next.get()));
            next = running == null ? waiting.next() : Optional.empty();
        }
        String news = running == null ? waiting.takeNews() : "";
        if (!news.isEmpty()) {
            actions.add(new IpcAction.Write(news, 0));
        }
        return actions;
    }

    private List<IpcAction> begin(LegacyRequest request) {
        return switch (request.kind()) {
            case PING -> List.of(line(request, Replies.pong()));
            case OPINION -> done(request);
            case STATUS -> List.of(run(request, new IpcCommand.Status()));
            case TOKEN -> List.of(token(request));
            case PROXY, WISH ->
                switch (CommandReader.read(request.whole(), request.body())) {
                    case CommandReader.Reading.Wrong(String text, String code) ->
                        List.of(line(request, Replies.error(text, code)));
                    case CommandReader.Reading.Understood(IpcCommand.Own own) -> noted(request, own);
                    case CommandReader.Reading.Understood(IpcCommand.Proxy proxy) ->
                        List.of(stopping.getAsBoolean() ? line(request, stopping()) : run(request, proxy));
                    case CommandReader.Reading.Understood ignored -> List.of(line(request, unknown()));
                };
            case QUIT, UNKNOWN -> List.of(line(request, unknown()));
        };
    }

    private static List<IpcAction> noted(LegacyRequest request, IpcCommand.Own own) {
        List<IpcAction> actions = new ArrayList<>();
        actions.add(new IpcAction.Note(own));
        actions.addAll(done(request));
        return actions;
    }

    private static List<IpcAction> done(LegacyRequest request) {
        return request.id().isPresent() ? List.of(line(request, Replies.ok())) : List.of();
    }

    /** Nobody waits for this: the next request may begin. */
    private IpcAction token(LegacyRequest request) {
        if (stopping.getAsBoolean()) {
            return line(request, stopping());
        }
        if (aside.size() >= MOST_ASIDE) {
            return line(request, Replies.error("Tokens are being changed already.", "too_many_requests"));
        }
        ReplyOrder.Ticket ticket = ticket(request);
        aside.add(ticket);
        return new IpcAction.Run(ticket, new IpcCommand.Ask("UPDATE_AUTH_TOKEN", request.message()));
    }

    private IpcAction run(LegacyRequest request, IpcCommand.Work work) {
        ReplyOrder.Ticket ticket = ticket(request);
        running = ticket;
        runningSince = request.since();
        return new IpcAction.Run(ticket, work);
    }

    private ReplyOrder.Ticket ticket(LegacyRequest request) {
        return new ReplyOrder.Ticket(count++, request.id(), request.wording());
    }

    /** What to send when a command's reply is ready. News that was held back goes with it, in one piece. */
    List<IpcAction> answered(ReplyOrder.Ticket ticket, String text) {
        if (aside.remove(ticket)) {
            return List.of(new IpcAction.Write(state == State.CLOSED ? "" : text, text.length()));
        }
        if (!ticket.equals(running) || state == State.CLOSED) {
            return List.of(new IpcAction.Write("", text.length()));
        }
        running = null;
        String lines = waiting.awaits() ? text : waiting.withNews(text);
        List<IpcAction> actions = new ArrayList<>();
        actions.add(new IpcAction.Write(lines, text.length()));
        actions.addAll(goOn());
        return actions;
    }

    /**
     * What a subscriber is told, as this client is told it: only how connections are, and nothing while an answer is awaited, for
     * which it would be taken. That comes with the answer.
     */
    Optional<String> news(String text) {
        return state == State.CLOSED ? Optional.empty() : waiting.news(text, running == null);
    }

    /** What to do about a line that is longer than it may be. */
    List<IpcAction> receivedTooLong(int most) {
        return close(Replies.error("A line like this may have at most " + most + " bytes.", "line_too_long"));
    }

    /** What to do about a large line that did not come in time. */
    List<IpcAction> receivedTooSlowly() {
        return close(Replies.lineTooSlow(limits.largeLine()));
    }

    /** What to do when old clients may no longer be let in. */
    List<IpcAction> look() {
        return state == State.SPEAKING && !gate.isOpen() ? close() : List.of();
    }

    private List<IpcAction> close(JsonObject last) {
        List<IpcAction> actions = new ArrayList<>();
        actions.add(new IpcAction.Write(LegacyWording.ASIDE.text(last), 0));
        actions.addAll(close());
        return actions;
    }

    private List<IpcAction> close() {
        state = State.CLOSED;
        waiting.clear();
        return List.of(new IpcAction.Close());
    }

    private static JsonObject stopping() {
        return Replies.error("The daemon is stopping. Ask again in a moment.", "stopping");
    }

    private static JsonObject unknown() {
        return Replies.error(
                "This needs a client that proves itself: see docs/protocol.md, Handshake.", "auth_required");
    }

    private static IpcAction line(LegacyRequest request, JsonObject reply) {
        return new IpcAction.Write(request.wording().text(ReplyOrder.withId(request.id(), reply)), 0);
    }
}
