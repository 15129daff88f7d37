package online.cloudtolocalllm.daemon.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose a connection is, and whether its client is still there. */
class LinuxPeersTest {

    private static final long OWN = 1000;
    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n";

    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        blocking.shutdownNow();
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static SocketPair pair(String client, String server) throws IOException {
        return new SocketPair(
                new InetSocketAddress(InetAddress.getByName(client), 0x87D0),
                new InetSocketAddress(InetAddress.getByName(server), 0xD29F));
    }

    private Peers peers(boolean judges) {
        Peers peers = new LinuxPeers(new PeerLookup(new SocketTable(folder), blocking), OWN);
        return judges ? peers : peers.withOtherUsers();
    }

    private void table(String file, String... rows) throws IOException {
        Files.writeString(folder.resolve(file), HEAD + String.join("", rows), StandardCharsets.US_ASCII);
    }

    private static String row(String ends, String state, long uid, long inode) {
        return "  12: " + ends + " " + state + " 00000000:00000000 00:00000000 00000000 " + uid + "        0 " + inode
                + " 2 000000005 20 4 30 10 -1\n";
    }

    @ParameterizedTest
    @CsvSource({
        "1000,77,01,ADMITTED",
        "0,77,01,ADMITTED",
        "33,77,01,STRANGER",
        "33,77,05,STRANGER",
        "0,0,04,GONE",
        "1000,0,06,GONE"
    })
    void theOwnerOfTheClientsSocketDecides(long uid, long inode, String state, Peers.Verdict verdict) throws Exception {
        table(
                "tcp",
                row("0100007F:D29F 0100007F:87D0", "01", 99, 5),
                row("0100007F:87D0 0100007F:D29F", state, uid, inode));
        assertThat(get(peers(true).judge(pair("127.0.0.1", "127.0.0.1")))).isEqualTo(verdict);
        assertThat(get(peers(false).judge(pair("127.0.0.1", "127.0.0.1")))).isEqualTo(Peers.Verdict.ADMITTED);
    }

    @Test
    void clientsWithSocketsOfTheOtherVersionAreFound() throws Exception {
        table("tcp");
        table(
                "tcp6",
                row("0000000000000000FFFF00000100007F:87D0 0000000000000000FFFF00000100007F:D29F", "01", OWN, 5),
                row("00000000000000000000000001000000:87D0 00000000000000000000000001000000:D29F", "01", 33, 5));
        assertThat(get(peers(true).judge(pair("127.0.0.1", "127.0.0.1")))).isEqualTo(Peers.Verdict.ADMITTED);
        assertThat(get(peers(true).judge(pair("::1", "::1")))).isEqualTo(Peers.Verdict.STRANGER);
    }

    @Test
    void aClientThatIsNotThereHasGone() throws Exception {
        table("tcp");
        assertThat(get(peers(true).judge(pair("127.0.0.1", "127.0.0.1")))).isEqualTo(Peers.Verdict.GONE);
        assertThat(get(peers(true).hasLeft(pair("127.0.0.1", "127.0.0.1")))).isTrue();
        assertThat(get(peers(false).hasLeft(pair("127.0.0.1", "127.0.0.1")))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense\n",
                "  1: 0100007F:87D0 0100007F:D29F\n",
                "  1: 0100007F:87D0 0100007F:D29F zz a b\n"
            })
    void aTableThatIsNotOneNeverFails(String rows) throws Exception {
        table("tcp", rows);
        assertThat(get(peers(true).judge(pair("127.0.0.1", "127.0.0.1"))))
                .isIn(Peers.Verdict.GONE, Peers.Verdict.UNTOLD);
    }

    @Test
    void whereTheTableCannotBeReadAnyMoreNobodyIsServed() throws Exception {
        assertThat(get(peers(true).judge(pair("127.0.0.1", "127.0.0.1")))).isEqualTo(Peers.Verdict.UNTOLD);
        assertThat(get(peers(false).judge(pair("127.0.0.1", "127.0.0.1")))).isEqualTo(Peers.Verdict.ADMITTED);
        assertThat(get(peers(true).hasLeft(pair("127.0.0.1", "127.0.0.1")))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    @EnabledOnOs(OS.LINUX)
    void realClientsAreKnownAndMissed(String address) throws Exception {
        Peers peers = LinuxPeers.ofThisComputer(blocking);
        InetAddress loopback = InetAddress.getByName(address);
        assumeThat(NetworkInterface.getByInetAddress(loopback))
                .as("this computer has %s", address)
                .isNotNull();
        try (ServerSocket server = new ServerSocket(0, 5, loopback);
                Socket client = new Socket(loopback, server.getLocalPort());
                Socket accepted = server.accept()) {
            SocketPair pair = new SocketPair((InetSocketAddress) accepted.getRemoteSocketAddress(), (InetSocketAddress)
                    accepted.getLocalSocketAddress());
            assertThat(get(peers.judge(pair))).isEqualTo(Peers.Verdict.ADMITTED);
            assertThat(get(peers.hasLeft(pair))).isFalse();
            client.getOutputStream().write(1);
            client.shutdownOutput();
            assertThat(get(peers.hasLeft(pair))).isTrue();
        }
    }
}
