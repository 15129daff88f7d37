package online.cloudtolocalllm.tray.notify;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import online.cloudtolocalllm.tray.Notice;

/** Notices that are still to be shown, one of each subject and a few at most. Not thread-safe. */
final class WaitingNotices {

    static final int MOST = 16;
    /** News that nobody could show for so long are none. */
    static final Duration FRESH = Duration.ofMinutes(2);

    /**
     * One of them.
     *
     * @param atNanos when it was news
     */
    record Waiting(Notice notice, long atNanos) {}

    private final LinkedHashMap<String, Waiting> waiting = new LinkedHashMap<>();

    void add(Notice notice, long nowNanos) {
        waiting.remove(notice.subject());
        waiting.put(notice.subject(), new Waiting(notice, nowNanos));
        if (waiting.size() > MOST) {
            waiting.remove(waiting.keySet().iterator().next());
        }
    }

    /** Puts one back to the front that could not be shown, unless there is a newer one of its subject. */
    void back(Waiting one) {
        if (!waiting.containsKey(one.notice().subject())) {
            waiting.putFirst(one.notice().subject(), one);
        }
    }

    /** Takes the oldest one that is still news. */
    Optional<Waiting> take(long nowNanos) {
        waiting.values().removeIf(one -> nowNanos - one.atNanos() > FRESH.toNanos());
        Optional<Waiting> first = waiting.values().stream().findFirst();
        first.ifPresent(one -> waiting.remove(one.notice().subject()));
        return first;
    }

    void clear() {
        waiting.clear();
    }
}
