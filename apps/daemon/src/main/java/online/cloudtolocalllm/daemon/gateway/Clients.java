package online.cloudtolocalllm.daemon.gateway;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** The clients of one gateway, and their end when it stops. Thread-safe. */
final class Clients {

    /** Connections that are only told why they are refused. */
    static final int MOST_STRANGERS = 64;

    /** Also of those that are not active yet. */
    private final ChannelGroup channels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);

    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final AtomicInteger strangers = new AtomicInteger();
    private volatile boolean stopping;

    /**
     * One of them. Its tasks are for its own loop.
     *
     * @param stopTaking lets nothing new begin
     * @param cutOff closes at once
     * @param delivered completes when every answer has left, and no other will follow
     */
    record Client(Channel channel, Runnable stopTaking, Runnable cutOff, CompletableFuture<Void> delivered) {}

    void accepted(Channel channel) {
        channels.add(channel);
    }

    /** Counts a connection that will be refused until it closes; false if there are enough of those. */
    boolean strangerArrived(Channel channel) {
        if (strangers.incrementAndGet() > MOST_STRANGERS) {
            strangers.decrementAndGet();
            return false;
        }
        channel.closeFuture().addListener(closed -> strangers.decrementAndGet());
        return true;
    }

    /** Takes one in; says how many there are now. */
    int arrived(Client client) {
        clients.add(client);
        return clients.size();
    }

    void left(Client client) {
        clients.remove(client);
        client.delivered.complete(null);
    }

    /** Whether nothing new may begin. */
    boolean stopping() {
        return stopping;
    }

    /** Lets nothing new begin: who waits for nothing is sent away, and the others when they have their answer. */
    void stopTaking() {
        stopping = true;
        clients.forEach(client -> client.channel.eventLoop().execute(client.stopTaking));
    }

    /** Waits until every client has taken its answers; blocks. Says whether that was in time. */
    boolean awaitDelivered(Duration limit) {
        List<CompletableFuture<Void>> open =
                clients.stream().map(Client::delivered).toList();
        try {
            CompletableFuture.allOf(open.toArray(CompletableFuture[]::new)).get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("what is delivered does not fail", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Closes every connection; blocks until that is done. */
    void close() {
        stopping = true;
        // On its own loop each, and before the group's closing comes there.
        clients.forEach(client -> client.channel.eventLoop().execute(client.cutOff));
        channels.close().awaitUninterruptibly();
    }
}
