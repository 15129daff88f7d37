package online.cloudtolocalllm.daemon.ipc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import online.cloudtolocalllm.daemon.ipc.legacy.LegacyGate;
import online.cloudtolocalllm.protocol.IpcCredentials;

/** One connection without a socket, with the secret, the nonces and the port of {@code docs/protocol.md}. */
final class Conversation implements AutoCloseable {

    static final IpcCredentials CREDENTIALS = new IpcCredentials(
            41_234, "Jx0b5o1xQ2aV", FakeControl.STARTED, "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
    static final String SERVER_NONCE = "IiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiIiI";
    /** The name of the kept answer. */
    static final String KEPT = "MzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzMzM";

    static final String HELLO =
            "{\"command\":\"HELLO\",\"v\":1,\"client\":\"cli/0.1.0\",\"nonce\":\"EREREREREREREREREREREQ\"}\n";
    static final String AUTH = "{\"command\":\"AUTH\",\"proof\":\"yrV5ySALMn47EnuaIBbK361I_GH_6S4SAtlphU30PRM\"}\n";

    final FakeControl control = new FakeControl();
    private final EmbeddedChannel channel = new EmbeddedChannel();

    Conversation() {
        this(LegacyGate.shut());
    }

    /** One that may be an old client's. */
    Conversation(LegacyGate gate) {
        IpcPeers peers = new IpcPeers(16, 64);
        peers.arrived(channel);
        channel.pipeline()
                .addLast(new IpcConnection(
                        channel,
                        CREDENTIALS,
                        SERVER_NONCE,
                        IpcLimits.STANDARD,
                        new LargeLines(),
                        peers,
                        control,
                        new KeptAnswers(KeptRoom.standard(), () -> KEPT),
                        new ReplyRoom(IpcLimits.STANDARD.allRepliesBytes()),
                        Runnable::run,
                        gate));
    }

    static Conversation authenticated() {
        Conversation conversation = new Conversation();
        conversation.say(HELLO + AUTH);
        return conversation;
    }

    /** A conversation of a client that calls itself this. */
    static Conversation authenticated(String name) {
        Conversation conversation = new Conversation();
        conversation.say(HELLO.replace("cli/0.1.0", name) + AUTH);
        return conversation;
    }

    /** Sends text and returns the lines that came back. */
    List<String> say(String text) {
        return say(text.getBytes(StandardCharsets.UTF_8));
    }

    List<String> say(byte[] bytes) {
        if (channel.isOpen()) {
            channel.writeInbound(Unpooled.wrappedBuffer(bytes));
            channel.runPendingTasks();
        }
        StringBuilder said = new StringBuilder();
        for (ByteBuf piece = channel.readOutbound(); piece != null; piece = channel.readOutbound()) {
            said.append(piece.toString(StandardCharsets.UTF_8));
            piece.release();
        }
        return said.isEmpty() ? List.of() : Arrays.asList(said.toString().split("\n"));
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
    }
}
