package online.cloudtolocalllm.daemon.ipc;

/**
 * The chunks of a kept answer as lines without their ids, by their numbers, which begin with 0. The oldest can be dropped; what is dropped
 * does not come again. Not thread-safe.
 */
final class KeptLines {

    /** What a line costs besides its bytes: its array's header, and its place here. */
    private static final int EACH = 32;

    private static final int SMALLEST = 32;
    private static final byte[] DROPPED = {};

    private byte[][] ring = new byte[SMALLEST][];
    private long first;
    private int count;

    /** Puts a line behind the others; what it costs. */
    long add(byte[] line) {
        if (count == ring.length) {
            grow();
        }
        ring[place(first + count)] = line;
        count++;
        return cost(line);
    }

    private void grow() {
        byte[][] larger = new byte[2 * ring.length][];
        for (long number = first; number < end(); number++) {
            larger[(int) (number % larger.length)] = ring[place(number)];
        }
        ring = larger;
    }

    /** Drops the oldest line, which must be there; what it cost. */
    long drop() {
        byte[] oldest = line(first);
        ring[place(first)] = DROPPED;
        first++;
        count--;
        return cost(oldest);
    }

    /** The number of the oldest line that is still there, or of the next one to come if there is none. */
    long first() {
        return first;
    }

    /** How many lines there were so far: the number of the next one to come. */
    long end() {
        return first + count;
    }

    /** A line that is there. */
    byte[] line(long number) {
        return ring[place(number)];
    }

    private int place(long number) {
        return (int) (number % ring.length);
    }

    private static long cost(byte[] line) {
        return line.length + (long) EACH;
    }
}
