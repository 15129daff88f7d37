package online.cloudtolocalllm.daemon.ipc;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final KeptAnswers kept;
    private final Map<JsonValue, RunningStream> running = new HashMap<>();
    private int untaken;

    /**
     * None yet.
     *
     * @param outbox takes their lines
     * @param kept where answers are kept for those who want that
     * @param over told of each call that is over, behind its last line
     */
    RunningStreams(
            Channel channel,
            IpcOutbox outbox,
            DaemonControl control,
            KeptAnswers kept,
            Consumer<ReplyOrder.Ticket> over) {
        this.kept = kept;
        this.channel = channel;
        this.outbox = outbox;
        this.control = control;
        this.over = over;
    }

    /** Begins one whose ticket has an id that none of the others has. */
    void begin(ReplyOrder.Ticket ticket, ProxyCall call) {
        JsonValue id = ticket.id().orElseThrow();
        StreamOutlet outlet = new Outlet(ticket, id);
        Optional<KeptAnswer> keeping = call.keep() ? kept.begin(channel.eventLoop()) : Optional.empty();
        StreamCall stream = keeping.map(KeptAnswer::call).orElseGet(() -> new StreamCall(id, outlet));
        running.put(id, keeping.map(answer -> reader(answer, id, outlet)).orElse(stream));
        try {
            control.stream(call, stream, channel.eventLoop());
        } catch (RuntimeException e) {
            LOG.error("A streamed IPC command failed unexpectedly", e);
            stream.failed(new StreamEvent.Failed(
                    "internal", "The daemon could not do that; its log says why.", OptionalInt.empty()));
        }
    }

    private RunningStream reader(KeptAnswer answer, JsonValue id, StreamOutlet outlet) {
        KeptReader reader = new KeptReader(id, outlet, channel.eventLoop(), answer);
        answer.belongsTo(reader);
        return reader;
    }

    /** Reads a kept answer on, under an id that none of the others has. */
    void attach(ReplyOrder.Ticket ticket, String name, long offset) {
        JsonValue id = ticket.id().orElseThrow();
        StreamOutlet outlet = new Outlet(ticket, id);
        Optional<KeptAnswer> answer = kept.find(name);
        if (answer.isPresent()) {
            KeptReader reader = new KeptReader(id, outlet, channel.eventLoop(), answer.get());
            running.put(id, reader);
            reader.attach(offset);
        } else {
            ByteBuf line = outlet.buffer();
            line.writeCharSequence(ticket.text(KeptReplies.notKept()), StandardCharsets.UTF_8);
            outlet.send(line.writeByte('\n'));
            outlet.over();
        }
    }

    /** What a client says about one of its calls; about one that is not here nothing is done. */
    void apply(IpcCommand.OfCall command) {
        RunningStream stream = running.get(command.call());
        if (stream != null) {
            switch (command) {
                case IpcCommand.Credit credit -> stream.credit(credit.bytes());
                case IpcCommand.WrongCredit ignored -> stream.wrongCredit();
                case IpcCommand.Cancel ignored -> stream.cancel();
                case IpcCommand.Leave ignored -> stream.leave();
            }
        }
    }

    /** The client's socket takes more again. */
    void roomAgain() {
        if (!running.isEmpty()) {
            List.copyOf(running.values()).forEach(RunningStream::roomAgain);
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

    /** Ends all that is not kept, because nobody is there for them. */
    void abandon() {
        List.copyOf(running.values()).forEach(RunningStream::abandon);
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
