package online.cloudtolocalllm.daemon.ipc;

import io.netty.channel.Channel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import org.jspecify.annotations.Nullable;

/**
 * The place of one connection among the clients: what is told to it without being asked goes through here. It is empty until
 * the client has proved itself. Lives on the channel's event loop, but for {@link #tell} and what the feed calls, which may be called
 * from any thread.
 */
final class ClientSeat implements ClientBoard.Client, StatusFeed.Subscriber {

    private final Channel channel;
    private final IpcOutbox outbox;
    private final Audience audience;
    private final Function<String, Optional<String>> news;
    private volatile String name = "";
    private boolean taken;
    private @Nullable Subscription subscription;

    /**
     * An empty seat.
     *
     * @param news what a subscriber is told now in the place of a line; empty if nothing
     */
    ClientSeat(Channel channel, IpcOutbox outbox, Audience audience, Function<String, Optional<String>> news) {
        this.channel = channel;
        this.outbox = outbox;
        this.audience = audience;
        this.news = news;
    }

    /** The client has proved itself, and calls itself this. */
    void take(String client) {
        name = client;
        taken = true;
        audience.clients().join(this);
    }

    /** The client says something of itself. */
    void note(IpcCommand.Own command) {
        switch (command) {
            case IpcCommand.Subscribe ignored -> {
                if (subscription == null) {
                    subscription = new Subscription(
                            outbox::waiting, text -> news.apply(text).ifPresent(this::send));
                }
                audience.feed().subscribe(this);
            }
            case IpcCommand.Unsubscribe ignored -> unsubscribe();
            case IpcCommand.Wish(ClientWishes wishes) -> audience.clients().wish(this, wishes);
        }
    }

    /** The client's socket took a line. */
    void lineTaken() {
        if (subscription != null) {
            subscription.flush();
        }
    }

    /** Nothing more can be told; a second call does nothing. */
    void leave() {
        taken = false;
        unsubscribe();
        audience.clients().leave(this);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CompletionStage<Boolean> tell(DaemonEvent event) {
        String text = event.toJson().toJson();
        CompletableFuture<Boolean> written = new CompletableFuture<>();
        channel.eventLoop().execute(() -> {
            boolean reads = taken && channel.isActive() && outbox.hasRoom();
            if (reads) {
                send(text);
            }
            if (event instanceof DaemonEvent.ShuttingDown) {
                unsubscribe();
            }
            written.complete(reads);
        });
        return written;
    }

    @Override
    public void asked(StatusUpdate update) {
        channel.eventLoop().execute(() -> {
            if (subscription != null) {
                subscription.asked(update);
            }
        });
    }

    @Override
    public void changed(StatusUpdate update, List<FailoverEvent> since) {
        channel.eventLoop().execute(() -> {
            if (subscription != null) {
                subscription.changed(update, since);
            }
        });
    }

    private void unsubscribe() {
        subscription = null;
        audience.feed().unsubscribe(this);
    }

    /** Not counted among the replies: who does not read events does not hold up the stop of the daemon. */
    private void send(String text) {
        outbox.send(text, () -> {});
    }
}
