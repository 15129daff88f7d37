package online.cloudtolocalllm.daemon.ipc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;

/**
 * Which clients are connected and authenticated, what they want the tray to show, and how they are told something. What a client
 * wanted is forgotten when it goes. Thread-safe; nobody is told anything while the lock is held.
 */
public final class ClientBoard {

    /** The name of an old client, which is a chat window and cannot say what it is. */
    public static final String OLD = "chat/original";

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    /** In the order in which they came. Guarded by itself. */
    private final Map<Client, ClientWishes> clients = new LinkedHashMap<>();
    /** Guarded by {@code clients}. */
    private boolean stopping;

    /** A connected client. Thread-safe. */
    public interface Client {

        /** What it calls itself, such as {@code chat/1.0.0}; what stands before the slash is what it is. */
        String name();

        /** Tells it something; returns at once. The stage says, on any thread, whether it was written to the client. */
        CompletionStage<Boolean> tell(DaemonEvent event);
    }

    /** A client has come. If the daemon stops, it is told so. */
    public void join(Client client) {
        boolean late;
        synchronized (clients) {
            clients.put(client, ClientWishes.NONE);
            late = stopping;
        }
        if (late) {
            var _ = client.tell(new DaemonEvent.ShuttingDown());
        }
        changed();
    }

    /** A client has gone; one that was not there is nothing new. */
    public void leave(Client client) {
        synchronized (clients) {
            clients.remove(client);
        }
        changed();
    }

    /** A client that is there wants this too. */
    public void wish(Client client, ClientWishes wishes) {
        synchronized (clients) {
            clients.computeIfPresent(client, (same, before) -> wishes.over(before));
        }
        changed();
    }

    /** How many there are. */
    public int count() {
        synchronized (clients) {
            return clients.size();
        }
    }

    /** What counts: of each thing, what the newest client wants that wants anything. */
    public ClientWishes wishes() {
        synchronized (clients) {
            return clients.values().stream().reduce(ClientWishes.NONE, (older, newer) -> newer.over(older));
        }
    }

    /** The client that came last of those whose name begins like this. */
    public Optional<Client> newest(String beginning) {
        synchronized (clients) {
            return clients.keySet().stream()
                    .filter(client -> client.name().startsWith(beginning))
                    .reduce((older, newer) -> newer);
        }
    }

    /**
     * Runs this whenever somebody has come, gone, or said what the tray is to show.
     *
     * @param listener called on any thread, also on event loops, so it must not block
     */
    public void whenChanged(Runnable listener) {
        listeners.add(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }

    /** Tells everybody who is there, and whoever still comes, that the daemon stops. */
    public void shuttingDown() {
        List<Client> all;
        synchronized (clients) {
            stopping = true;
            all = List.copyOf(clients.keySet());
        }
        all.forEach(client -> client.tell(new DaemonEvent.ShuttingDown()));
    }
}
