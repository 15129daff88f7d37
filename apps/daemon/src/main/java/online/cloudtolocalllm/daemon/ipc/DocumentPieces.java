package online.cloudtolocalllm.daemon.ipc;

import io.netty.buffer.ByteBuf;

/** A body of lines, each a JSON document (NDJSON); blank ones are passed over. */
final class DocumentPieces implements StreamPieces {

    private final StreamLines lines = new StreamLines(false);
    private boolean ended;

    @Override
    public void feed(ByteBuf arrived) {
        lines.feed(arrived);
    }

    @Override
    public void ended() {
        ended = true;
    }

    @Override
    public Next next() {
        while (lines.next() || (ended && lines.rest())) {
            if (lines.to() - lines.from() > MOST_BYTES) {
                return Next.TOO_LARGE;
            }
            if (!isBlank()) {
                return Next.PIECE;
            }
        }
        return lines.waiting() > MOST_BYTES ? Next.TOO_LARGE : Next.NOTHING;
    }

    private boolean isBlank() {
        for (int i = lines.from(); i < lines.to(); i++) {
            byte b = lines.bytes()[i];
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    @Override
    public byte[] bytes() {
        return lines.bytes();
    }

    @Override
    public int from() {
        return lines.from();
    }

    /** Without the carriage return that may end the line together with the line feed. */
    @Override
    public int to() {
        int to = lines.to();
        return to > lines.from() && lines.bytes()[to - 1] == '\r' ? to - 1 : to;
    }
}
