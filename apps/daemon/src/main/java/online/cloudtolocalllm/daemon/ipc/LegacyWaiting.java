package online.cloudtolocalllm.daemon.ipc;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** What waits in an old client's session: requests for the one before, and news for an answer. Bounded. Not thread-safe. */
final class LegacyWaiting {

    /** Requests that wait while one is carried out. */
    static final int MOST = 8;

    /** So the news of a connection begins, as it is written; its name and its state follow. */
    private static final String CHANGED = "{\"command\":\"CONNECTION_STATUS_CHANGED\",\"connection_type\":";

    /** Found first after the name, in which a quotation mark would be escaped. */
    private static final String STATE = ",\"status\":";

    private final Queue<LegacyRequest> requests = new ArrayDeque<>();
    /** The newest of each connection. */
    private final Map<String, String> news = new LinkedHashMap<>();

    private final int mostBytes;
    private long bytes;

    LegacyWaiting(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    boolean isEmpty() {
        return requests.isEmpty();
    }

    /** Whether the answer to one that waits is awaited, so that news would be taken for it. */
    boolean awaits() {
        return requests.stream().anyMatch(LegacyRequest::isAwaited);
    }

    /** Whether this one may wait, too: one large one at most, and not more than {@link #MOST}. */
    boolean takes(LegacyRequest request) {
        return requests.size() < MOST && (bytes <= mostBytes || request.bytes() <= mostBytes);
    }

    void add(LegacyRequest request) {
        requests.add(request);
        bytes += request.bytes();
    }

    /** The next request, which waits no more. */
    Optional<LegacyRequest> next() {
        LegacyRequest next = requests.poll();
        bytes -= next == null ? 0 : next.bytes();
        return Optional.ofNullable(next);
    }

    /** Drops the requests whose answer was awaited for so long already. */
    void drop(Duration age, long now) {
        requests.removeIf(request -> {
            boolean old = request.isAwaited() && now - request.since() >= age.toNanos();
            bytes -= old ? request.bytes() : 0;
            return old;
        });
    }

    void clear() {
        requests.clear();
        bytes = 0;
        news.clear();
    }

    /**
     * What an event is to an old client, which knows only changed connections. Nothing is parsed: a whole state may be long, and this
     * is an event loop.
     *
     * @param now whether it may be told now; otherwise it waits
     * @return what to tell it now
     */
    Optional<String> news(String event, boolean now) {
        if (!event.startsWith(CHANGED)) {
            return Optional.empty();
        }
        String plain = LegacyWording.ascii(event);
        if (now) {
            return Optional.of(plain);
        }
        news.put(event.substring(CHANGED.length(), event.indexOf(STATE, CHANGED.length())), plain);
        return Optional.empty();
    }

    /** The answer's line, and in the same text the lines of the news that waited for it. */
    String withNews(String answer) {
        String lines = takeNews();
        return lines.isEmpty() ? answer : answer + '\n' + lines;
    }

    /** The lines of the news that waited, in one text; empty if there are none. */
    String takeNews() {
        String lines = String.join("\n", news.values());
        news.clear();
        return lines;
    }
}
