package online.cloudtolocalllm.broker.exchange;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import online.cloudtolocalllm.broker.relay.Refusal;
import online.cloudtolocalllm.broker.route.Stop;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/**
 * Lets a limited number of requests into each connection at once, and has the others wait in one line, first come first
 * served. Thread-safe.
 *
 * <p>As long as nobody waits, coming in and going out is one step on one atomic number. The line has a lock, which is held for
 * a walk along the line at most and never while somebody is called. Whoever joins the line first says so ({@code wanted}) and
 * then looks for room; whoever goes out first makes room and then looks at {@code wanted}: one of the two always sees the
 * other, so nobody waits beside an empty room.
 */
public final class Admission {

    /** The most requests that wait, over all connections. */
    static final int LINE = 512;

    private final Map<ConnectionId, Room> rooms = new ConcurrentHashMap<>();
    private final Object lock = new Object();
    /** Guarded by {@code lock}. */
    private final Deque<Place> line = new ArrayDeque<>();

    private final AtomicInteger waiting = new AtomicInteger();

    /** What becomes of a request that finds no room. */
    sealed interface Entry {

        /** There is room after all. */
        record Admitted(Stop at) implements Entry {}

        /**
         * It waits, and is called when there is room.
         *
         * @param number of those that wait, itself included
         */
        record Waits(Place place, int number) implements Entry {}

        /** The line is full. */
        record Full() implements Entry {}
    }

    /** A place in the line. */
    static final class Place {
        private final List<Stop> stops;
        private final List<Room> rooms;
        private final Consumer<Stop> called;

        private Place(List<Stop> stops, List<Room> rooms, Consumer<Stop> called) {
            this.stops = stops;
            this.rooms = rooms;
            this.called = called;
        }
    }

    private static final class Room {
        private final AtomicInteger used = new AtomicInteger();
        private final AtomicInteger wanted = new AtomicInteger();

        boolean take(int limit) {
            int now = used.get();
            while (now < limit) {
                if (used.compareAndSet(now, now + 1)) {
                    return true;
                }
                now = used.get();
            }
            return false;
        }
    }

    private record Call(Place place, Stop to) {}

    /** Nobody is in and nobody waits. */
    public Admission() {}

    /** How many requests a connection answers at once. */
    static int limit(ConnectionSettings connection) {
        return connection.maxConcurrent();
    }

    private Room room(ConnectionSettings connection) {
        Room room = rooms.get(connection.id());
        return room != null ? room : rooms.computeIfAbsent(connection.id(), id -> new Room());
    }

    /** Goes in if there is room and nobody waits for it; then {@link #leave} must follow, once. */
    boolean enter(ConnectionSettings connection) {
        Room room = room(connection);
        return room.wanted.get() == 0 && room.take(limit(connection));
    }

    /**
     * Goes in at the first stop that has room, or joins the line for all of them.
     *
     * @param stops where the request may go, the best first; at least one
     * @param called hears, on any thread, of the stop that has room, unless the place was given up before; then the request is
     *     in, and {@link #leave} must follow
     */
    Entry queue(List<Stop> stops, Consumer<Stop> called) {
        for (Stop stop : stops) {
            if (enter(stop.connection())) {
                return new Entry.Admitted(stop);
            }
        }
        Place place = new Place(
                List.copyOf(stops),
                stops.stream().map(stop -> room(stop.connection())).toList(),
                called);
        List<Call> calls = new ArrayList<>();
        int number;
        synchronized (lock) {
            if (line.size() >= LINE) {
                return new Entry.Full();
            }
            line.add(place);
            waiting.incrementAndGet();
            place.rooms.forEach(room -> room.wanted.incrementAndGet());
            number = line.size();
            place.rooms.forEach(room -> fill(room, calls));
        }
        Entry entry = new Entry.Waits(place, number);
        for (Call call : calls) {
            if (call.place.equals(place)) {
                entry = new Entry.Admitted(call.to);
            } else {
                call.place.called.accept(call.to);
            }
        }
        return entry;
    }

    /** The refusal when the line is full. */
    static Refusal full(ConnectionSettings connection, int attempts) {
        return new Refusal(
                503,
                connection.id() + " is answering " + limit(connection) + " requests, and " + LINE
                        + " more are waiting, which is the most. Ask again in a few seconds, or raise max_concurrent"
                        + " if it can do more.",
                attempts);
    }

    /** The refusal when nothing got free for too long. */
    static Refusal late(ConnectionSettings connection, Duration waited, int attempts) {
        return new Refusal(
                503,
                connection.id() + " has been answering " + limit(connection) + " other requests for "
                        + waited.toSeconds() + " s. Ask again later, or end some of them.",
                attempts);
    }

    /** Gives a place up; false if it was called before, and so is in. */
    boolean giveUp(Place place) {
        synchronized (lock) {
            boolean waited = line.remove(place);
            if (waited) {
                forget(place);
            }
            return waited;
        }
    }

    /** Goes out again. */
    void leave(ConnectionSettings connection) {
        Room room = room(connection);
        room.used.decrementAndGet();
        if (room.wanted.get() > 0) {
            List<Call> calls = new ArrayList<>();
            synchronized (lock) {
                fill(room, calls);
            }
            calls.forEach(call -> call.place.called.accept(call.to));
        }
    }

    /** How many requests wait. */
    public int waiting() {
        return waiting.get();
    }

    /** How many requests are in at a connection. */
    int inside(ConnectionSettings connection) {
        return room(connection).used.get();
    }

    /** Called with {@code lock} held. */
    private void forget(Place place) {
        waiting.decrementAndGet();
        place.rooms.forEach(room -> room.wanted.decrementAndGet());
    }

    /** Fills a room from the front of the line; called with {@code lock} held. Whom to call is added to {@code calls}. */
    private void fill(Room room, List<Call> calls) {
        for (Iterator<Place> places = line.iterator(); places.hasNext(); ) {
            Place place = places.next();
            int at = place.rooms.indexOf(room);
            if (at < 0) {
                continue;
            }
            Stop stop = place.stops.get(at);
            if (!room.take(limit(stop.connection()))) {
                return;
            }
            places.remove();
            forget(place);
            calls.add(new Call(place, stop));
        }
    }
}
