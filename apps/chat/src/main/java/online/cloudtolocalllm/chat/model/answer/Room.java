package online.cloudtolocalllm.chat.model.answer;

import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.client.model.ChatMessage;

/** How much of a conversation fits into one request to the daemon. Immutable. */
final class Room {

    /** The daemon takes lines of 16 MiB; what stands around the messages needs little. */
    static final long USUAL = 15L << 20;

    private static final int AROUND = 128;
    private static final int ESCAPED = 6;

    private final long bytes;

    Room() {
        this(USUAL);
    }

    Room(long bytes) {
        this.bytes = bytes;
    }

    /**
     * What fits.
     *
     * @param turns begins with a question; empty if not even the last ones fit
     * @param leftOut how many of the oldest messages do not fit, or not with their pictures
     */
    record Fitting(List<ChatMessage> turns, int leftOut) {}

    /** The newest of these turns, as many as fit beside the instructions. */
    Fitting fit(List<ChatMessage> turns, String system) {
        List<ChatMessage> fitting = new ArrayList<>();
        long left = bytes - size(system);
        int without = 0;
        for (ChatMessage turn : turns.reversed()) {
            ChatMessage bare = turn.withImages(List.of());
            boolean last = fitting.isEmpty();
            if (size(turn) <= left) {
                fitting.addFirst(turn);
                left -= size(turn);
            } else if (!last && !bare.content().isEmpty() && size(bare) <= left) {
                fitting.addFirst(bare);
                left -= size(bare);
                without++;
            } else {
                break;
            }
        }
        while (!fitting.isEmpty() && !fitting.getFirst().role().equals("user")) {
            fitting.removeFirst();
        }
        return new Fitting(fitting, turns.size() - fitting.size() + (fitting.isEmpty() ? 0 : without));
    }

    private static long size(ChatMessage turn) {
        return AROUND
                + size(turn.content())
                + turn.images().stream().mapToLong(image -> image.length() + 3L).sum();
    }

    /** As JSON, in UTF-8; rather too much than too little. */
    private static long size(String text) {
        long size = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || c == 0x7f || Character.isSurrogate(c)) {
                size += ESCAPED;
            } else {
                size += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            }
        }
        return size;
    }
}
