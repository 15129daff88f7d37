package online.cloudtolocalllm.daemon.ipc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.json.JsonValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The streamed calls of one connection, by their ids. Lives on the channel's event loop. */
final class RunningStreams {

    private static final Logger LOG = LoggerFactory.getLogger(RunningStreams.class);

    private final Channel channel;
    private final IpcOutbox outbox;
    private final DaemonControl control;
    private final Consumer<ReplyOrder.Ticket> over;
    private final Map<JsonValue, StreamCall> running = new HashMap<>();
    private int untaken;

    /**
     * None yet.
     *
     * @param outbox takes their lines
     * @param over told of each call that is over, behind its last line
     */
    RunningStreams(Channel channel, IpcOutbox outbox, DaemonControl control, Consumer<ReplyOrder.Ticket> over) {
        this.channel = channel;
        this.outbox = outbox;
        this.control = control;
        this.over = over;
    }

    /** Begins one whose ticket has an id that none of the others has. */
    void begin(ReplyOrder.Ticket ticket, ProxyCall call) {
        JsonValue id = ticket.id().orElseThrow();
        StreamCall stream = new StreamCall(id, new Outlet(ticket, id));
        running.put(id, stream);
        try {
            control.stream(call, stream, channel.eventLoop());
        } catch (RuntimeException e) {
            LOG.error("A streamed IPC command failed unexpectedly", e);
            stream.failed(new StreamEvent.Failed(
                    "internal", "The daemon could not do that; its log says why.", OptionalInt.empty()));
        }
    }

    /** What a client says about one of its calls; about one that is not here nothing is done. */
    void apply(IpcCommand.OfCall command) {
        StreamCall stream = running.get(command.call());
        if (stream != null) {
            switch (command) {
                case IpcCommand.Credit credit -> stream.credit(credit.bytes());
                case IpcCommand.WrongCredit ignored -> stream.wrongCredit();
                case IpcCommand.Cancel ignored -> stream.cancel();
            }
        }
    }

    /** The client's socket takes more again. */
    void roomAgain() {
        if (!running.isEmpty()) {
            List.copyOf(running.values()).forEach(StreamCall::roomAgain);
        }
    }

    /** Whether the client's socket took all their lines so far. */
    boolean taken() {
        return untaken == 0;
    }

    /** Breaks off all; the client is told. */
    void breakOff(StreamEvent.Failed why) {
        List.copyOf(running.values()).forEach(stream -> stream.breakOff(why));
    }

    /** Ends all, because nobody is there for them. */
    void abandon() {
        List.copyOf(running.values()).forEach(StreamCall::abandon);
        running.clear();
    }

    private final class Outlet implements StreamOutlet {

        private final ReplyOrder.Ticket ticket;
        private final JsonValue id;

        Outlet(ReplyOrder.Ticket ticket, JsonValue id) {
            this.ticket = ticket;
            this.id = id;
        }

        @Override
        public ByteBuf buffer() {
            return channel.alloc().buffer();
        }

        @Override
        public void send(ByteBuf lines) {
            untaken++;
            outbox.send(lines, () -> untaken--);
        }

        @Override
        public boolean hasRoom() {
            return outbox.hasRoom();
        }

        @Override
        public void over() {
            running.remove(id);
            over.accept(ticket);
        }
    }
}
