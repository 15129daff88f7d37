package online.cloudtolocalllm.daemon.peer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;

/**
 * One TCP connection within this computer, named by its two ends.
 *
 * @param client the end that connected
 * @param server the end that listened
 */
public record SocketPair(InetSocketAddress client, InetSocketAddress server) {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final boolean REVERSED = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    private static final String MAPPED = REVERSED ? "0000000000000000FFFF0000" : "00000000000000000000FFFF";

    /**
     * How the client's socket is named in {@code /proc/net/tcp} or {@code tcp6}: its own end, a space, the other end. An IPv4
     * connection of an IPv6 socket is in the second file, under mapped addresses, so that there may be two names.
     */
    List<String> names() {
        String own = hex(client.getAddress());
        String other = hex(server.getAddress());
        String ownPort = port(client);
        String otherPort = port(server);
        String plain = own + ownPort + " " + other + otherPort;
        return own.length() == 8 && other.length() == 8
                ? List.of(plain, MAPPED + own + ownPort + " " + MAPPED + other + otherPort)
                : List.of(plain);
    }

    private static String port(InetSocketAddress end) {
        return ":" + HEX.toHexDigits((short) end.getPort());
    }

    /** The kernel prints an address as numbers of 32 bits in the machine's own byte order. */
    private static String hex(InetAddress address) {
        byte[] bytes = address.getAddress();
        StringBuilder hex = new StringBuilder(32);
        for (int word = 0; word < bytes.length; word += 4) {
            for (int i = 0; i < 4; i++) {
                HEX.toHexDigits(hex, bytes[word + (REVERSED ? 3 - i : i)]);
            }
        }
        return hex.toString();
    }
}
