package online.cloudtolocalllm.daemon.ipc;

import io.netty.buffer.ByteBufUtil;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the commands of one connection and writes their replies as text on a worker, because a large one takes too long for
 * an event loop. Thread-safe.
 */
final class CommandRunner {

    private static final Logger LOG = LoggerFactory.getLogger(CommandRunner.class);

    private final DaemonControl control;
    private final Executor workers;
    private final ReplyRoom room;
    /** Guarded by itself. */
    private final Map<ReplyOrder.Ticket, ProxyHandle> running = new HashMap<>();

    CommandRunner(DaemonControl control, Executor workers, ReplyRoom room) {
        this.room = room;
        this.control = control;
        this.workers = workers;
    }

    /** Starts a command; its reply's text comes once, on a worker, and is counted in the room for replies. */
    void run(IpcCommand.Work command, ReplyOrder.Ticket ticket, Consumer<String> taker) {
        ReplyRoom.Share share = room.share();
        Consumer<String> reply = text -> {
            share.becomes(ByteBufUtil.utf8Bytes(text));
            taker.accept(text);
        };
        switch (command) {
            case IpcCommand.Status ignored ->
                workers.execute(() -> reply.accept(textOf(ticket, () -> Replies.status(control.status()))));
            case IpcCommand.Proxy(ProxyCall call) -> proxy(call, share, ticket, reply);
            case IpcCommand.Test test ->
                answer(() -> control.test(test.connection(), test.chat()), Replies::test, share, ticket, reply);
            case IpcCommand.Ask(String name, JsonObject message) ->
                answer(
                        () -> control.ask(name, message)
                                .orElseGet(() -> CompletableFuture.completedFuture(
                                        Replies.error("The daemon does not know this command.", "unknown_command"))),
                        UnaryOperator.identity(),
                        share,
                        ticket,
                        reply);
            case IpcCommand.StartDemo ignored -> answer(control::startDemo, Replies::demo, share, ticket, reply);
        }
    }

    /** Begins to stop the daemon. */
    void quit() {
        control.quit();
    }

    /** Cancels the request with this id, if it runs; it is answered so. */
    void cancel(JsonValue id) {
        List<ProxyHandle> meant;
        synchronized (running) {
            meant = running.entrySet().stream()
                    .filter(entry -> entry.getKey().id().filter(id::equals).isPresent())
                    .map(Map.Entry::getValue)
                    .toList();
        }
        meant.forEach(ProxyHandle::cancel);
    }

    /** Cancels what runs, because nobody is there for the replies. */
    void cancelAll() {
        List<ProxyHandle> orphans;
        synchronized (running) {
            orphans = List.copyOf(running.values());
            running.clear();
        }
        orphans.forEach(ProxyHandle::cancel);
    }

    private void proxy(ProxyCall call, ReplyRoom.Share share, ReplyOrder.Ticket ticket, Consumer<String> reply) {
        answer(
                () -> {
                    ProxyHandle handle = control.proxy(call, share);
                    synchronized (running) {
                        running.put(ticket, handle);
                    }
                    return handle.reply().whenComplete((answer, failure) -> {
                        synchronized (running) {
                            running.remove(ticket);
                        }
                    });
                },
                Replies::proxy,
                share,
                ticket,
                reply);
    }

    private <T> void answer(
            Supplier<CompletionStage<T>> command,
            Function<T, JsonObject> shape,
            ReplyRoom.Share share,
            ReplyOrder.Ticket ticket,
            Consumer<String> reply) {
        CompletionStage<T> outcome;
        try {
            outcome = command.get();
        } catch (RuntimeException e) {
            workers.execute(() -> reply.accept(ticket.text(unexpected(e))));
            return;
        }
        var _ = outcome.whenCompleteAsync(
                (value, failure) -> reply.accept(share.converting(
                        () -> textOf(ticket, () -> failure == null ? shape.apply(value) : unexpected(failure)))),
                workers);
    }

    private static String textOf(ReplyOrder.Ticket ticket, Supplier<JsonObject> reply) {
        try {
            return ticket.text(reply.get());
        } catch (RuntimeException e) {
            return ticket.text(unexpected(e));
        }
    }

    private static JsonObject unexpected(Throwable failure) {
        LOG.error("An IPC command failed unexpectedly", failure);
        return Replies.error("The daemon could not do that; its log says why.", "internal");
    }
}
