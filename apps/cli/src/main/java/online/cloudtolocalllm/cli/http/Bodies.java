package online.cloudtolocalllm.cli.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The three ways in which HTTP/1.1 delimits a body. Each tells a cut body from a whole one, where HTTP itself can. */
final class Bodies {

    private static final int MAX_CHUNK_LINE = 4 * 1024;

    private Bodies() {}

    static InputStream of(InputStream in, int status, Map<String, String> headers) throws IOException {
        if (status == 204 || status == 304) {
            return InputStream.nullInputStream();
        }
        String coding = headers.getOrDefault("Transfer-Encoding", "");
        if (!coding.isEmpty()) {
            if (!coding.equalsIgnoreCase("chunked")) {
                throw new IOException("the answer has the unknown transfer coding " + coding);
            }
            return new Chunked(in);
        }
        String length = headers.getOrDefault("Content-Length", "");
        return length.isEmpty() ? in : new Counted(in, number(length, 10));
    }

    private static long number(String digits, int radix) throws IOException {
        if (digits.isEmpty() || digits.length() > 15) {
            throw new IOException("the answer's length is malformed");
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), radix);
            if (digit < 0) {
                throw new IOException("the answer's length is malformed");
            }
            value = value * radix + digit;
        }
        return value;
    }

    private static EOFException cut() {
        return new EOFException("the connection was cut in the middle of the answer");
    }

    /** Reads single bytes by way of the method that reads many. */
    private abstract static sealed class Delimited extends InputStream {

        private final byte[] single = new byte[1];

        @Override
        public abstract int read(byte[] target, int offset, int length) throws IOException;

        @Override
        public int read() throws IOException {
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
        }
    }

    /** A body whose length was told. */
    private static final class Counted extends Delimited {
        private final InputStream in;
        private long left;

        Counted(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(target, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw cut();
            }
            left -= count;
            return count;
        }
    }

    /** A body in chunks. */
    private static final class Chunked extends Delimited {
        private final InputStream in;
        private final Lines lines;
        private long left;
        private boolean first = true;
        private boolean ended;

        Chunked(InputStream in) {
            this.in = in;
            this.lines = new Lines(in, MAX_CHUNK_LINE);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0 && !ended) {
                nextChunk();
            }
            if (ended) {
                return -1;
            }
            int count = in.read(target, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw cut();
            }
            left -= count;
            return count;
        }

        /** They say nothing that a command shows. */
        private void passOverTrailers() throws IOException {
            String line = lines.next().orElseThrow(Bodies::cut);
            while (!line.isEmpty()) {
                line = lines.next().orElseThrow(Bodies::cut);
            }
        }

        private void nextChunk() throws IOException {
            if (!first && !lines.next().orElseThrow(Bodies::cut).isEmpty()) {
                throw new IOException("a chunk of the answer is malformed");
            }
            first = false;
            String line = lines.next().orElseThrow(Bodies::cut);
            int extension = line.indexOf(';');
            left = number((extension < 0 ? line : line.substring(0, extension)).strip(), 16);
            if (left == 0) {
                passOverTrailers();
                ended = true;
            }
        }
    }
}
