package online.cloudtolocalllm.settings.model.status;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.settings.model.Daemon;
import online.cloudtolocalllm.settings.model.Reply;

/**
 * Knows what becomes of requests, by asking the daemon: at first for all that it remembers, then for what runs and what has ended
 * since. Asks nothing by itself, and nothing while a question is under way. For the window's thread.
 */
public final class RequestWatch {

    private static final int MOST_EVENTS = 200;

    private final Daemon daemon;
    private final Runnable changed;
    private final Deque<FailoverEvent> told = new ArrayDeque<>();

    private RequestLog log = RequestLog.EMPTY;
    private Optional<Totals> totals = Optional.empty();
    private String problem = "";
    private boolean known;
    /** The run of the daemon that {@code next} is about; empty while there is none. */
    private Optional<Instant> run = Optional.empty();

    private long next;
    private boolean asking;
    private boolean askingTotals;

    /** One that knows nothing yet. */
    public RequestWatch(Daemon daemon, Runnable changed) {
        this.daemon = daemon;
        this.changed = changed;
    }

    /** The requests that are known. */
    public RequestLog log() {
        return log;
    }

    /** What they came to; empty until it is known. */
    public Optional<Totals> totals() {
        return totals;
    }

    /** Why the daemon does not tell, as a sentence; empty while it does. */
    public String problem() {
        return problem;
    }

    /** Whether the daemon has told, in this run or a former one. */
    public boolean known() {
        return known;
    }

    /** The failovers that were told when they happened, the last one first. */
    public List<FailoverEvent> told() {
        return List.copyOf(told);
    }

    /** The daemon told this. */
    public void told(FailoverEvent event) {
        if (!told.contains(event)) {
            told.addFirst(event);
            if (told.size() > MOST_EVENTS) {
                told.removeLast();
            }
            changed.run();
        }
    }

    /** How it is with the daemon; empty while it is away, and then nothing that ran is known to run. */
    public void see(Optional<DaemonStatus> live) {
        Optional<Instant> now = live.map(DaemonStatus::started);
        if (!now.equals(run)) {
            run = now;
            next = 0;
            problem = "";
            log = log.lost();
            changed.run();
        }
        live.flatMap(status -> status.snapshot().lastFailover()).ifPresent(this::told);
    }

    /** Asks what has happened since, if the daemon is there and nothing was asked before that is not answered. */
    public void ask() {
        if (run.isPresent() && !asking) {
            asking = true;
            Optional<Instant> asked = run;
            daemon.ask(
                    JsonObject.of("command", "LIST_REQUESTS", "limit", RequestLog.MOST)
                            .with("after", next),
                    Daemon.USUAL,
                    reply -> {
                        asking = false;
                        if (asked.equals(run)) {
                            answered(reply);
                        }
                    });
        }
    }

    private void answered(Reply reply) {
        switch (reply) {
            case Reply.Done(JsonObject body) -> {
                List<Request> requests = body.array("requests").objects().stream()
                        .flatMap(request -> Request.read(request).stream())
                        .toList();
                long now = body.integer("next").orElse(0);
                boolean ended = now != next || !known;
                RequestLog more = log.with(requests);
                boolean other = !more.equals(log);
                boolean news = other || !known || !problem.isEmpty();
                next = now;
                known = true;
                problem = "";
                if (other) {
                    // Whoever shows it looks only whether it is another one.
                    log = more;
                }
                if (news) {
                    changed.run();
                }
                if (ended || totals.isEmpty()) {
                    askTotals();
                }
            }
            case Reply.Failed failed -> failed(failed.sentence());
        }
    }

    private void failed(String sentence) {
        problem = sentence;
        changed.run();
    }

    private void askTotals() {
        if (!askingTotals) {
            askingTotals = true;
            daemon.ask(JsonObject.of("command", "GET_STATS"), Daemon.USUAL, reply -> {
                askingTotals = false;
                if (reply instanceof Reply.Done(JsonObject body)) {
                    totals = Optional.of(Totals.read(body));
                    changed.run();
                }
            });
        }
    }
}
