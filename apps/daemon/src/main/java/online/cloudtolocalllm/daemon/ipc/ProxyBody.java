package online.cloudtolocalllm.daemon.ipc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonSpan;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** The JSON body of a {@link ProxyCall}. */
public sealed interface ProxyBody {

    /** Its bytes; takes a while for a large one. */
    ByteBuf bytes();

    /**
     * A body that was read.
     *
     * @param json what it says
     */
    record Tree(JsonValue json) implements ProxyBody {
        @Override
        public ByteBuf bytes() {
            return Unpooled.wrappedBuffer(json.toJson().getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * A large body, which was checked and stays the text that it came as: a tree of it would be many times as large. Its bytes are
     * not copied.
     */
    final class Text implements ProxyBody {

        private static final String STREAM = "stream";

        private final byte[] utf8;
        private final JsonSpan whole;
        private final Optional<JsonSpan> stream;
        private final JsonValue outline;
        private final Optional<Boolean> said;

        /**
         * A body as it came.
         *
         * @param utf8 where it stands; never changed from now on
         * @param whole its place there
         * @param stream the place of its "stream"'s value
         * @param outline what stands for it where its kind and its "stream" are looked at
         */
        Text(byte[] utf8, JsonSpan whole, Optional<JsonSpan> stream, JsonValue outline) {
            this(utf8, whole, stream, outline, Optional.empty());
        }

        private Text(
                byte[] utf8, JsonSpan whole, Optional<JsonSpan> stream, JsonValue outline, Optional<Boolean> said) {
            this.utf8 = utf8;
            this.whole = whole;
            this.stream = stream;
            this.outline = outline;
            this.said = said;
        }

        /** This body with the "stream" of another outline. */
        Text like(JsonValue wanted) {
            return !wanted.equals(outline)
                            && wanted instanceof JsonObject object
                            && object.get(STREAM).orElse(null) instanceof JsonFlag(boolean flag)
                    ? new Text(utf8, whole, stream, outline, Optional.of(flag))
                    : this;
        }

        @Override
        public ByteBuf bytes() {
            if (said.isEmpty()) {
                return part(whole.from(), whole.to());
            }
            if (stream.isPresent()) {
                return joined(
                        stream.get().from(),
                        String.valueOf(said.get()),
                        stream.get().to());
            }
            int inside = whole.from() + 1;
            String comma = outline.equals(JsonObject.EMPTY) && isEmpty() ? "" : ",";
            return joined(inside, "\"stream\":" + said.get() + comma, inside);
        }

        private boolean isEmpty() {
            int at = whole.from() + 1;
            while (utf8[at] >= 0 && utf8[at] <= ' ') {
                at++;
            }
            return utf8[at] == '}';
        }

        private ByteBuf joined(int until, String text, int from) {
            return Unpooled.wrappedBuffer(
                    part(whole.from(), until),
                    Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.US_ASCII)),
                    part(from, whole.to()));
        }

        private ByteBuf part(int from, int to) {
            return Unpooled.wrappedBuffer(utf8, from, to - from);
        }
    }
}
