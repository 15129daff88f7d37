package online.cloudtolocalllm.daemon.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Linux' list of TCP sockets: the files {@code tcp} and {@code tcp6} in {@code /proc/net}. */
final class SocketTable {

    private static final int ESTABLISHED = 1;

    private final Path folder;

    /** @param folder {@code /proc/net} */
    SocketTable(Path folder) {
        this.folder = folder;
    }

    /**
     * Looks for client sockets by their {@linkplain SocketPair#names names}; those that are not there are left out. Blocks for some
     * milliseconds, and reads no further than to the last one that was looked for.
     *
     * @throws IOException if the files cannot be read
     */
    Map<String, Peer.Found> find(Set<String> names, int connections) throws IOException {
        Map<String, Peer.Found> found = new HashMap<>();
        find(folder.resolve("tcp"), names, connections, found);
        Path six = folder.resolve("tcp6");
        if (found.size() < connections && Files.exists(six)) {
            find(six, names, connections, found);
        }
        return found;
    }

    private static void find(Path file, Set<String> names, int connections, Map<String, Peer.Found> found)
            throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            String line = in.readLine();
            while (line != null && found.size() < connections) {
                String name = name(line);
                if (names.contains(name)) {
                    found.put(name, row(line, name));
                }
                line = in.readLine();
            }
        }
    }

    /** {@code sl: local remote state …}; the width of the addresses differs between the files. */
    private static String name(String line) {
        int start = line.indexOf(": ") + 2;
        int middle = line.indexOf(' ', start);
        int end = middle < 0 ? -1 : line.indexOf(' ', middle + 1);
        return end < 0 ? "" : line.substring(start, end);
    }

    /** {@code state queues timer retransmits uid timeout inode …}. */
    private static Peer.Found row(String line, String name) throws IOException {
        String[] fields =
                line.substring(line.indexOf(name) + name.length()).strip().split(" +", 9);
        try {
            boolean held = !fields[6].equals("0");
            return new Peer.Found(Integer.parseInt(fields[0], 16) == ESTABLISHED, Long.parseLong(fields[4]), held);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IOException("a line of the socket table is not as expected", e);
        }
    }
}
