package online.cloudtolocalllm.broker.health;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.broker.TimeLimits;
import online.cloudtolocalllm.broker.model.ModelList;
import online.cloudtolocalllm.broker.route.RequestTarget;
import online.cloudtolocalllm.broker.upstream.Fetch;
import online.cloudtolocalllm.broker.upstream.LoopSockets;
import online.cloudtolocalllm.broker.upstream.UpstreamPaths;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.Reach;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionKind;

/**
 * Reads which models a connection has and which of them it holds in memory, after a probe has shown that it answers. Lives on
 * one event loop. A list that came the same as the time before is not parsed again: some are as large as a megabyte.
 */
final class Lists {

    private static final Duration FRESH = Duration.ofSeconds(30);

    private final ConnectionSettings settings;
    private final EventLoop loop;
    private final LoopSockets sockets;
    private final HealthBoard board;
    private final TimeLimits limits;
    private final TimeSource time;
    private final Reading models;
    private final Reading loaded;

    Lists(
            ConnectionSettings settings,
            EventLoop loop,
            LoopSockets sockets,
            HealthBoard board,
            TimeLimits limits,
            TimeSource time) {
        this.settings = settings;
        this.loop = loop;
        this.sockets = sockets;
        this.board = board;
        this.limits = limits;
        this.time = time;
        boolean near = Reach.byAddress(settings) != Reach.INTERNET;
        models = new Reading(UpstreamPaths.models(settings.kind()), FRESH, this::takeModels);
        loaded = new Reading(UpstreamPaths.LOADED, near ? Duration.ZERO : FRESH, this::takeLoaded);
    }

    /** Reads what is not fresh any more, one after the other: one socket is enough for it. */
    void refresh() {
        boolean ollama = settings.kind() != ConnectionKind.OPENAI;
        models.refresh(() -> {
            if (ollama) {
                loaded.refresh(() -> {});
            }
        });
    }

    /** Reads everything again, now. */
    void changed() {
        models.stale();
        loaded.stale();
        refresh();
    }

    /** The connection did not answer: what is known may have been thrown away elsewhere, and is told again. */
    void forget() {
        models.body = "";
        loaded.body = "";
    }

    /** Whether an answer to a probe is the list of models at the same time, and came as it was the time before. */
    boolean same(Fetch.Result probe) {
        return probeIsList() && models.same(probe);
    }

    /** Takes an answer to a probe for the list, if it is that at the same time; asked for at this edition of the list. */
    void probed(Fetch.Result probe, long edition) {
        if (probeIsList()) {
            models.came(probe, edition);
        }
    }

    private boolean probeIsList() {
        return UpstreamPaths.probe(settings.kind()).equals(UpstreamPaths.models(settings.kind()));
    }

    private boolean takeModels(Fetch.Result result, long edition) {
        if (!probeIsList()) {
            ProbeAnswer.ofList(result).ifPresent(seen -> board.observe(settings, seen));
        }
        Optional<ModelList> list = ProbeAnswer.models(result);
        return list.isPresent() && board.models(settings, list.get(), edition);
    }

    private boolean takeLoaded(Fetch.Result result, long edition) {
        Optional<List<JsonObject>> entries = ProbeAnswer.loaded(result);
        entries.ifPresent(found -> board.loaded(settings, found));
        return entries.isPresent();
    }

    /** What to do with an answer to a question of this edition; whether it could be used. */
    private interface Taker {
        boolean take(Fetch.Result result, long edition);
    }

    /** One document that is read again and again. */
    private final class Reading {
        private final RequestTarget target;
        private final long freshNanos;
        private final Taker taker;
        private boolean running;
        private boolean again;
        private boolean read;
        private long readNanos;
        private String body = "";

        Reading(RequestTarget target, Duration fresh, Taker taker) {
            this.target = target;
            this.freshNanos = fresh.toNanos();
            this.taker = taker;
        }

        /** One that is being read may have been written before the change, and is read once more. */
        void stale() {
            read = false;
            again = running;
        }

        void refresh(Runnable then) {
            if (running || (read && time.nanoTime() - readNanos < freshNanos)) {
                then.run();
                return;
            }
            running = true;
            // Later, because the socket of the answer before this is given back only then.
            loop.execute(() -> {
                long edition = board.edition(settings.id());
                Fetch.get(sockets, loop, settings, target, limits, result -> {
                    running = false;
                    came(result, edition);
                    if (again) {
                        again = false;
                        read = false;
                        refresh(then);
                    } else {
                        then.run();
                    }
                });
            });
        }

        boolean same(Fetch.Result result) {
            return !body.isEmpty()
                    && result instanceof Fetch.Result.Document document
                    && document.ok()
                    && document.body().equals(body);
        }

        void came(Fetch.Result result, long edition) {
            readNanos = time.nanoTime();
            // The same as before a change is not the same as now: somebody else may have read the new one meanwhile.
            boolean current = edition == board.edition(settings.id());
            read = (current && same(result)) || taker.take(result, edition);
            body = read && result instanceof Fetch.Result.Document document ? document.body() : "";
        }
    }
}
