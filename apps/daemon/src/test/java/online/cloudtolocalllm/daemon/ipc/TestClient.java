package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import online.cloudtolocalllm.protocol.Handshake;
import online.cloudtolocalllm.protocol.IpcCredentials;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;

/** A blocking client on a real socket. */
public final class TestClient implements AutoCloseable {

    private final IpcCredentials credentials;
    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    public TestClient(IpcCredentials credentials) throws IOException {
        this.credentials = credentials;
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), credentials.port()), 20_000);
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Sends bytes as they are. */
    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** Sends a line. */
    public void send(String line) throws IOException {
        write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a line and reads one. */
    public JsonObject ask(String line) throws IOException {
        send(line);
        return read();
    }

    /** Reads a line. */
    public JsonObject read() throws IOException {
        return Json.parseObject(readLine());
    }

    /** Reads a line as it is. */
    public String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            assertThat(b).as("the server closed instead of answering").isNotNegative();
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Waits for the server's close; anything else it says is a failure. */
    public void expectClosed() throws IOException {
        try {
            assertThat(in.read()).as("a byte instead of the end").isNegative();
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    public JsonObject hello(String nonce) throws IOException {
        return hello("test/1", nonce);
    }

    private JsonObject hello(String name, String nonce) throws IOException {
        return ask("{\"command\":\"HELLO\",\"v\":1,\"client\":\"" + name + "\",\"nonce\":\"" + nonce + "\"}");
    }

    public JsonObject auth(String proof) throws IOException {
        return ask("{\"command\":\"AUTH\",\"proof\":\"" + proof + "\"}");
    }

    /** The whole handshake, checking the server's proof. */
    public void authenticate() throws IOException {
        authenticate("test/1");
    }

    /** The whole handshake of a client that calls itself this. */
    public void authenticate(String name) throws IOException {
        assertThat(tryToAuthenticate(name).flag("ok", false)).isTrue();
    }

    /** The whole handshake up to the reply to AUTH. */
    public JsonObject tryToAuthenticate() throws IOException {
        return tryToAuthenticate("test/1");
    }

    private JsonObject tryToAuthenticate(String name) throws IOException {
        String mine = Handshake.randomText();
        JsonObject hello = hello(name, mine);
        String theirs = hello.text("nonce", "");
        assertThat(hello.text("proof", "")).isEqualTo(proof(Handshake.Side.SERVER, mine, theirs));
        return auth(proof(Handshake.Side.CLIENT, mine, theirs));
    }

    private String proof(Handshake.Side side, String mine, String theirs) {
        return Handshake.proof(credentials.secret(), side, mine, theirs, credentials.port());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
