package online.cloudtolocalllm.daemon.ipc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;

/** Kept answers on one loop whose time a test moves, with upstreams and clients that do what it says. */
final class KeptScene {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private int names;
    final KeptAnswers answers;

    KeptScene(KeptRoom room) {
        channel.freezeTime();
        answers = new KeptAnswers(room, () -> "name-" + ++names);
    }

    /** Lets time pass, and does what waits for that. */
    void pass(long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        settle();
    }

    /** Does what was handed over. */
    void settle() {
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    /** A client that asks for an answer, and its upstream; empty if it is not kept. */
    Optional<Upstream> asked(Client client) {
        return answers.begin(channel.eventLoop()).map(answer -> {
            KeptReader reader = new KeptReader(client.id, client, channel.eventLoop(), answer);
            client.reader = Optional.of(reader);
            answer.belongsTo(reader);
            settle();
            return new Upstream(answer);
        });
    }

    /** A client that attaches; false if there is no answer of this name. */
    boolean attached(Client client, String name, long offset) {
        Optional<KeptAnswer> answer = answers.find(name);
        answer.ifPresent(there -> {
            KeptReader reader = new KeptReader(client.id, client, channel.eventLoop(), there);
            client.reader = Optional.of(reader);
            reader.attach(offset);
        });
        settle();
        return answer.isPresent();
    }

    /** Where an answer comes from. */
    static final class Upstream implements StreamSource {

        final String name;
        final StreamCall call;
        boolean cancelled;
        int resumed;

        Upstream(KeptAnswer answer) {
            this.name = answer.name();
            this.call = answer.call();
            call.comesFrom(this);
        }

        Upstream head() {
            return head(200);
        }

        Upstream head(int status) {
            call.head(new StreamEvent.Head(
                    status, "local", 1, List.of(), Map.of("content-type", "application/x-ndjson")));
            call.flush();
            return this;
        }

        /** Brings this text, and says whether more may come. */
        boolean say(String text) {
            call.content(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)));
            call.flush();
            return call.writable();
        }

        void numbers(int from, int to) {
            for (int i = from; i < to; i++) {
                say(i + "\n");
            }
        }

        void breaks() {
            call.failed(new StreamEvent.Failed("stream_broken", "Gone.", OptionalInt.empty()));
        }

        @Override
        public void resume() {
            resumed++;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    /** A client that takes everything, as long as it has room. */
    static final class Client implements StreamOutlet {

        final JsonNumber id;
        final List<JsonObject> lines = new ArrayList<>();
        Optional<KeptReader> reader = Optional.empty();
        boolean room = true;
        int overs;
        Runnable whenSent = () -> {};

        Client(int id) {
            this.id = new JsonNumber(String.valueOf(id));
        }

        RunningStream call() {
            return reader.orElseThrow();
        }

        @Override
        public ByteBuf buffer() {
            return Unpooled.buffer();
        }

        @Override
        public void send(ByteBuf sent) {
            String text = sent.toString(StandardCharsets.UTF_8);
            sent.release();
            text.lines().forEach(line -> {
                try {
                    JsonObject object = Json.parseObject(line);
                    if (!object.get("id").equals(Optional.of(id))) {
                        throw new AssertionError("not of this call: " + line);
                    }
                    lines.add(object);
                } catch (MalformedJsonException e) {
                    throw new AssertionError(line, e);
                }
            });
            whenSent.run();
        }

        @Override
        public boolean hasRoom() {
            return room;
        }

        @Override
        public void over() {
            overs++;
        }

        /** The data of all chunks. */
        List<String> chunks() {
            return lines.stream()
                    .filter(line -> line.text("event", "").equals("chunk"))
                    .map(line -> line.get("data").orElseThrow().toJson())
                    .toList();
        }

        /** How the call ended: {@code end}, the code of its error or of its refusal, or nothing yet. */
        String ending() {
            if (lines.isEmpty()) {
                return "";
            }
            JsonObject last = lines.getLast();
            return switch (last.text("event", "")) {
                case "end" -> "end";
                case "error" -> last.object("error").text("code", "");
                default -> last.text("code", "");
            };
        }
    }
}
