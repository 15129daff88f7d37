package online.cloudtolocalllm.daemon.ipc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;

/**
 * Which clients are connected and authenticated, what they want the tray to show, and how they are told something. What a client
 * wanted is forgotten when it goes. Thread-safe; nobody is told anything while the lock is held.
 */
public final class ClientBoard {

    /** In the order in which they came. Guarded by itself. */
    private final Map<Client, ClientWishes> clients = new LinkedHashMap<>();
    /** Guarded by {@code clients}. */
    private boolean stopping;

    /** A connected client. Thread-safe. */
    public interface Client {

        /** Whether it is a chat window, which can be shown, hidden and ended. */
        boolean isApp();

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
    }

    /** A client has gone; one that was not there is nothing new. */
    public void leave(Client client) {
        synchronized (clients) {
            clients.remove(client);
        }
    }

    /** A client that is there wants this too. */
    public void wish(Client client, ClientWishes wishes) {
        synchronized (clients) {
            clients.computeIfPresent(client, (same, before) -> wishes.over(before));
        }
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

    /** The chat window that came last. */
    public Optional<Client> app() {
        synchronized (clients) {
            return clients.keySet().stream().filter(Client::isApp).reduce((older, newer) -> newer);
        }
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
