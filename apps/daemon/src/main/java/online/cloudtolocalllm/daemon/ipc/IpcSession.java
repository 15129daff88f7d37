package online.cloudtolocalllm.daemon.ipc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import online.cloudtolocalllm.protocol.Handshake;
import online.cloudtolocalllm.protocol.IpcCredentials;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * The protocol as one connection sees it: lines in, actions out, no socket and no clock. The peer proves itself in two lines
 * before any command but {@code PING} is carried out. Not thread-safe; owned by its connection's event loop.
 */
final class IpcSession {

    /** Commands without authentication after which a peer is sent away. */
    private static final int MOST_UNAUTHENTICATED = 3;

    private static final int LONGEST_ID = 256;

    private final IpcCredentials credentials;
    private final String nonce;
    private final IpcLimits limits;
    private final BooleanSupplier admission;
    private final BooleanSupplier stopping;
    private final ReplyOrder order;
    private IpcHello hello = new IpcHello("", "");
    private int unauthenticated;
    private State state = State.NEW;

    private enum State {
        NEW,
        GREETED,
        TRUSTED,
        CLOSED
    }

    /**
     * A session before its first line.
     *
     * @param credentials what both sides prove to know
     * @param nonce this side's nonce, unique to this session
     * @param limits bounds
     * @param admission asked once when the peer's proof is right: whether there is room for one more peer
     * @param stopping whether the daemon stops, so that no more work may begin
     */
    IpcSession(
            IpcCredentials credentials,
            String nonce,
            IpcLimits limits,
            BooleanSupplier admission,
            BooleanSupplier stopping) {
        this.credentials = credentials;
        this.nonce = nonce;
        this.limits = limits;
        this.admission = admission;
        this.stopping = stopping;
        this.order = new ReplyOrder(limits.inFlight());
    }

    /** What to do about a line. Nothing after a {@link IpcAction.Close} was returned. */
    List<IpcAction> received(IpcLine line) {
        return switch (state) {
            case CLOSED -> List.of();
            case NEW, GREETED ->
                switch (line) {
                    case IpcLine.Message message -> stranger(message.object());
                    case IpcLine.NotAnObject ignored -> close();
                };
            case TRUSTED ->
                switch (line) {
                    case IpcLine.Message message -> trusted(message.object(), message.bytes(), message.body());
                    case IpcLine.NotAnObject(String reason) ->
                        close(Replies.error("The line is not a JSON object: " + reason + ".", "bad_line"));
                };
        };
    }

    /** What to do about a line that is longer than it may be. */
    List<IpcAction> receivedTooLong(int most) {
        return switch (state) {
            case CLOSED -> List.of();
            case NEW, GREETED -> close();
            case TRUSTED ->
                close(Replies.error("A line like this may have at most " + most + " bytes.", "line_too_long"));
        };
    }

    /** What to do about a large line that did not come in time. */
    List<IpcAction> receivedTooSlowly() {
        return state == State.TRUSTED ? close(Replies.lineTooSlow(limits.largeLine())) : close();
    }

    /** What to send when a command's reply is ready: its own text, and those that waited for it. */
    List<IpcAction> answered(ReplyOrder.Ticket ticket, String text) {
        return state == State.CLOSED ? List.of() : sends(order.close(ticket, Optional.of(text)));
    }

    /** A command's last line was sent, by whoever carried it out. */
    void finished(ReplyOrder.Ticket ticket) {
        order.close(ticket, Optional.empty());
    }

    /** Whether the peer has said nothing yet that belongs to the handshake. */
    boolean isNew() {
        return state == State.NEW;
    }

    /** Whether every request has its reply. */
    boolean quiet() {
        return order.isEmpty();
    }

    private List<IpcAction> stranger(JsonObject message) {
        Optional<JsonValue> id = message.get("id").filter(IpcSession::isId);
        return switch (message.text("command", "")) {
            case "PING" -> reply(id, Replies.pong());
            case "HELLO" -> hello(id, message);
            case "AUTH" -> auth(id, message);
            default -> {
                unauthenticated++;
                List<IpcAction> actions =
                        new ArrayList<>(reply(id, Replies.error("authentication required", "auth_required")));
                if (unauthenticated >= MOST_UNAUTHENTICATED) {
                    actions.addAll(close());
                }
                yield actions;
            }
        };
    }

    private List<IpcAction> hello(Optional<JsonValue> id, JsonObject message) {
        if (state != State.NEW) {
            return refuse(id, "HELLO", "HELLO was said already.", "unexpected");
        }
        return switch (IpcHello.read(message)) {
            case IpcHello.Reading.Wrong(String text, String code) -> refuse(id, "HELLO", text, code);
            case IpcHello.Reading.Said(IpcHello said) -> greet(id, said);
        };
    }

    private List<IpcAction> greet(Optional<JsonValue> id, IpcHello said) {
        hello = said;
        state = State.GREETED;
        return reply(
                id,
                JsonObject.builder()
                        .put("response", "HELLO")
                        .put("v", Handshake.VERSION)
                        .put("instance", credentials.instance())
                        .put("nonce", nonce)
                        .put("proof", proof(Handshake.Side.SERVER))
                        .build());
    }

    private List<IpcAction> auth(Optional<JsonValue> id, JsonObject message) {
        if (state != State.GREETED) {
            return refuse(id, "AUTH", "Say HELLO first.", "unexpected");
        }
        if (!Handshake.matches(proof(Handshake.Side.CLIENT), message.text("proof", ""))) {
            return refuse(id, "AUTH", "The proof is wrong. Read ipc_auth.json again.", "wrong_proof");
        }
        if (!admission.getAsBoolean()) {
            String text = "The daemon already serves " + limits.connections() + " clients. Close one of them.";
            return refuse(id, "AUTH", text, "too_many_connections");
        }
        state = State.TRUSTED;
        List<IpcAction> actions = new ArrayList<>();
        actions.add(new IpcAction.Trust(hello.client()));
        actions.addAll(reply(
                id,
                JsonObject.builder()
                        .put("response", "AUTH")
                        .put("ok", true)
                        .put("limits", JsonObject.of("line", limits.proxyLineBytes(), "inflight", limits.inFlight()))
                        .build()));
        return actions;
    }

    private String proof(Handshake.Side side) {
        return Handshake.proof(credentials.secret(), side, hello.nonce(), nonce, credentials.port());
    }

    private List<IpcAction> trusted(JsonObject message, int bytes, Optional<ProxyBody.Text> body) {
        boolean isProxy = message.text("command", "").equals("PROXY_REQUEST");
        if (bytes > limits.lineBytes() && !isProxy) {
            return receivedTooLong(limits.lineBytes());
        }
        Optional<JsonValue> given = message.get("id").filter(value -> value != JsonNull.NULL);
        Optional<JsonValue> id = given.filter(IpcSession::isId);
        CommandReader.Reading reading = given.equals(id)
                ? CommandReader.read(message, body)
                : new CommandReader.Reading.Wrong("The \"id\" must be a number or a short text.", "bad_request");
        if (reading instanceof CommandReader.Reading.Understood(IpcCommand.OfCall command)) {
            return List.of(new IpcAction.Apply(command));
        }
        if (id.isPresent() && order.isWaiting(id.get())) {
            return reply(id, Replies.error("A request with this id is still running.", "duplicate_id"));
        }
        if (order.isFull()) {
            JsonObject busy = Replies.error(
                    limits.inFlight() + " requests are already running on this connection.", "too_many_requests");
            // Without an id the refusal would be taken for the answer to an earlier request.
            return id.isPresent() ? reply(id, busy) : close(busy);
        }
        ReplyOrder.Ticket ticket = order.open(id);
        return switch (reading) {
            case CommandReader.Reading.Wrong(String text, String code) ->
                atOnce(ticket, Optional.of(ticket.text(Replies.error(text, code))));
            case CommandReader.Reading.Understood(IpcCommand command) ->
                switch (command) {
                    case IpcCommand.OfCall ofCall -> List.of(new IpcAction.Apply(ofCall));
                    case IpcCommand.Ping ignored -> atOnce(ticket, Optional.of(ticket.text(Replies.pong())));
                    case IpcCommand.Quit ignored -> quit(ticket);
                    case IpcCommand later
                    when stopping.getAsBoolean() && !(later instanceof IpcCommand.Status) ->
                        atOnce(
                                ticket,
                                Optional.of(ticket.text(
                                        Replies.error("The daemon is stopping. Ask again in a moment.", "stopping"))));
                    case IpcCommand.Attach attach -> List.of(new IpcAction.Attach(ticket, attach));
                    case IpcCommand.Own own -> note(ticket, own);
                    case IpcCommand.Work work -> List.of(new IpcAction.Run(ticket, work));
                };
        };
    }

    /** The reply to the newest request, which no command makes: it leaves now, or is held behind earlier ones. */
    private List<IpcAction> atOnce(ReplyOrder.Ticket ticket, Optional<String> text) {
        List<String> ready = order.close(ticket, text);
        return ready.isEmpty()
                ? text.<IpcAction>map(IpcAction.Hold::new).stream().toList()
                : sends(ready);
    }

    /** Answered first, so that what it has the daemon tell comes after; a wish only if the answer can be told apart. */
    private List<IpcAction> note(ReplyOrder.Ticket ticket, IpcCommand.Own own) {
        boolean quiet = own instanceof IpcCommand.Wish && ticket.id().isEmpty();
        Optional<String> text = quiet ? Optional.empty() : Optional.of(ticket.text(Replies.ok()));
        List<IpcAction> actions = new ArrayList<>(atOnce(ticket, text));
        actions.add(new IpcAction.Note(own));
        return actions;
    }

    /** Answered before it is carried out, and only if the answer can be told apart: the original clients expect none. */
    private List<IpcAction> quit(ReplyOrder.Ticket ticket) {
        Optional<String> text = ticket.id().map(id -> ticket.text(Replies.ok()));
        List<IpcAction> actions = new ArrayList<>(atOnce(ticket, text));
        actions.add(new IpcAction.Quit());
        return actions;
    }

    private List<IpcAction> refuse(Optional<JsonValue> id, String response, String text, String code) {
        List<IpcAction> actions = new ArrayList<>(reply(id, Replies.handshakeError(response, text, code)));
        actions.addAll(close());
        return actions;
    }

    private List<IpcAction> close(JsonObject last) {
        List<IpcAction> actions = new ArrayList<>(reply(Optional.empty(), last));
        actions.addAll(close());
        return actions;
    }

    private List<IpcAction> close() {
        state = State.CLOSED;
        return List.of(new IpcAction.Close());
    }

    private static List<IpcAction> reply(Optional<JsonValue> id, JsonObject reply) {
        return List.of(new IpcAction.Send(ReplyOrder.withId(id, reply).toJson()));
    }

    private static List<IpcAction> sends(List<String> texts) {
        return texts.stream().<IpcAction>map(IpcAction.Send::new).toList();
    }

    static boolean isId(JsonValue id) {
        return switch (id) {
            case JsonText(String text) -> text.length() <= LONGEST_ID;
            case JsonNumber(String text) -> text.length() <= LONGEST_ID;
            case JsonValue ignored -> false;
        };
    }
}
