package online.cloudtolocalllm.secrets.keyring;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.spi.message.InputStreamMessageReader;
import org.freedesktop.dbus.spi.message.OutputStreamMessageWriter;

/** A bus that is its only service: it lets everybody in and has each call answered by a script. {@link #close()} ends it. */
final class FakeBus implements AutoCloseable {

    private final ServerSocketChannel server;
    private final Path socket;
    private final Answering answering;
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();

    /** What to do about a call. */
    interface Answering {
        /** The reaction; called on the thread of the client's connection. */
        Reaction to(Message call) throws Exception;
    }

    /** What a call gets. */
    sealed interface Reaction {

        /** A reply, and then perhaps a signal. */
        @SuppressWarnings("ArrayRecordComponent") // what dbus-java takes
        record Reply(String signature, Object[] values, Optional<Signal> then) implements Reaction {}

        /** An error. */
        record Refusal(String error) implements Reaction {}

        /** Nothing. */
        record Silence() implements Reaction {}

        /** The end of the connection. */
        record HangUp() implements Reaction {}
    }

    /** A signal of an object. */
    @SuppressWarnings("ArrayRecordComponent") // what dbus-java takes
    record Signal(String path, String type, String name, String signature, Object[] values) {}

    private FakeBus(ServerSocketChannel server, Path socket, Answering answering) {
        this.server = server;
        this.socket = socket;
        this.answering = answering;
    }

    static Reaction reply(String signature, Object... values) {
        return new Reaction.Reply(signature, values, Optional.empty());
    }

    static FakeBus listen(Path folder, Answering answering) throws IOException {
        Path socket = folder.resolve("fake-bus");
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        FakeBus bus = new FakeBus(server, socket, answering);
        Thread.ofVirtual().start(bus::accept);
        return bus;
    }

    Map<String, String> environment() {
        return Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + socket);
    }

    int clientCount() {
        return clients.size();
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                clients.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            if (greet(client)) {
                answer(client);
            }
        } catch (Exception gone) {
            // The client has left, or its test is over.
        } finally {
            clients.remove(client);
        }
    }

    private static boolean greet(SocketChannel client) throws IOException {
        for (String line = line(client); !line.isEmpty(); line = line(client)) {
            if (line.startsWith("BEGIN")) {
                return true;
            }
            client.write(
                    ByteBuffer.wrap("OK 0123456789abcdef0123456789abcdef\r\n".getBytes(StandardCharsets.US_ASCII)));
        }
        return false;
    }

    private static String line(SocketChannel client) throws IOException {
        StringBuilder line = new StringBuilder();
        var in = Channels.newInputStream(client);
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != 0 && b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    private void answer(SocketChannel client) throws Exception {
        MessageFactory factory = new MessageFactory((byte) 'l');
        InputStreamMessageReader reader = new InputStreamMessageReader(client);
        OutputStreamMessageWriter writer = new OutputStreamMessageWriter(client);
        while (true) {
            Message message = reader.readMessage();
            if (!(message instanceof MethodCall call)) {
                continue;
            }
            switch (call.getName().equals("Hello") ? reply("s", ":1.1") : answering.to(call)) {
                case Reaction.Reply(String signature, Object[] values, Optional<Signal> then) -> {
                    writer.writeMessage(reply(factory, call, signature, values));
                    if (then.isPresent()) {
                        Signal signal = then.get();
                        writer.writeMessage(factory.createSignal(
                                ":1.0", signal.path, signal.type, signal.name, signal.signature, signal.values));
                    }
                }
                case Reaction.Refusal(String error) ->
                    writer.writeMessage(factory.createError(":1.0", ":1.1", error, call.getSerial(), "s", "no"));
                case Reaction.Silence ignored -> {}
                case Reaction.HangUp ignored -> {
                    return;
                }
            }
        }
    }

    private static Message reply(MessageFactory factory, MethodCall call, String signature, Object[] values)
            throws DBusException {
        return signature.isEmpty()
                ? factory.createMethodReturn(":1.0", call, null)
                : factory.createMethodReturn(":1.0", call, signature, values);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel client : clients) {
            client.close();
        }
    }
}
