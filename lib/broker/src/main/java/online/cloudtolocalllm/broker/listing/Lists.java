package online.cloudtolocalllm.broker.listing;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import online.cloudtolocalllm.broker.TimeLimits;
import online.cloudtolocalllm.broker.health.HealthBoard;
import online.cloudtolocalllm.broker.relay.OwnAnswer;
import online.cloudtolocalllm.broker.relay.Relay;
import online.cloudtolocalllm.broker.relay.RelayRequest;
import online.cloudtolocalllm.broker.relay.ResponseSink;
import online.cloudtolocalllm.broker.route.Limits;
import online.cloudtolocalllm.broker.route.PathKind;
import online.cloudtolocalllm.broker.route.RouteCandidate;
import online.cloudtolocalllm.broker.route.RouteRequest;
import online.cloudtolocalllm.broker.route.Router;
import online.cloudtolocalllm.broker.upstream.UpstreamSockets;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.HealthState;

/**
 * Answers questions for lists of models from what the board knows, so that no connection that is slow or gone delays them.
 * Where only one connection could be asked anyway, it is asked. Thread-safe.
 */
public final class Lists {

    /** How long after the start a list may be waited for, */
    private static final Duration START = Duration.ofSeconds(2);

    /** how long a question waits then, or for a list that is being read because it was changed, */
    private static final long PATIENCE_MILLIS = 300;

    /** and for what connections hold in memory, which changes with every request. */
    private static final long LOADED_MILLIS = 40;

    private final HealthBoard board;
    private final TimeSource time;
    private final ListRefresh refresh;
    private final long startNanos;

    /** Lists of what the board knows. */
    public Lists(UpstreamSockets sockets, HealthBoard board, TimeLimits limits, TimeSource time) {
        this.board = board;
        this.time = time;
        this.refresh = new ListRefresh(sockets, board, limits);
        this.startNanos = time.nanoTime();
    }

    /** Whether the start is so shortly ago that lists may be read any moment. */
    public boolean isEarly() {
        return time.nanoTime() - startNanos < START.toNanos();
    }

    /** The models of a connection were changed: its list is read again. */
    public void changed(EventLoop loop, ConnectionSettings settings) {
        var _ = refresh.models(loop, settings);
    }

    /**
     * The relay for a question that is answered here; empty if the request is none, or must be asked of a connection.
     *
     * @param loop the loop that the call is made on
     * @param limits how far the models may be that are told of
     * @param answered hears what was answered here
     * @param otherwise relays the request to a connection
     */
    public Optional<Relay> relay(
            EventLoop loop,
            RelayRequest request,
            Limits limits,
            ResponseSink sink,
            Consumer<OwnAnswer> answered,
            Supplier<Relay> otherwise) {
        Optional<Listing> asked = Listing.of(request.method().name(), request.target());
        if (asked.isEmpty() || request.pinned().isPresent()) {
            return Optional.empty();
        }
        List<RouteCandidate> candidates = candidates(request);
        if (candidates.isEmpty() || isAlone(candidates, limits)) {
            return Optional.empty();
        }
        // Whoever sends a body with such a question gets an answer at once, or nobody could keep the body.
        if (request.contentLength() != 0
                && answer(asked.get(), candidates, limits).isEmpty()) {
            return Optional.empty();
        }
        ListingRelay relay = new ListingRelay(
                loop,
                own -> {
                    answered.accept(own);
                    sink.own(own);
                },
                () -> answer(asked.get(), candidates(request), limits),
                otherwise);
        if (request.contentLength() != 0) {
            relay.now();
        } else {
            wait(loop, asked.get(), candidates, relay);
        }
        return Optional.of(relay);
    }

    private List<RouteCandidate> candidates(RelayRequest request) {
        RouteRequest route =
                new RouteRequest(PathKind.READ, request.target().path(), Optional.empty(), request.privacy());
        return Router.listed(route, board.candidates());
    }

    /** One connection that shows all it has knows best what that is. */
    private static boolean isAlone(List<RouteCandidate> candidates, Limits limits) {
        RouteCandidate first = candidates.getFirst();
        return candidates.size() == 1
                && first.settings().aliases().isEmpty()
                && first.settings().models().isEmpty()
                && first.models().entries().keySet().stream().allMatch(name -> limits.allow(first, name, name));
    }

    private void wait(EventLoop loop, Listing asked, List<RouteCandidate> candidates, ListingRelay relay) {
        List<ConnectionSettings> all =
                candidates.stream().map(RouteCandidate::settings).toList();
        if (asked instanceof Listing.Loaded) {
            relay.after(refresh.loaded(loop, serving(candidates)), LOADED_MILLIS);
            return;
        }
        CompletableFuture<Void> pending = refresh.pending(all);
        if (!pending.isDone()) {
            relay.after(pending, PATIENCE_MILLIS);
            return;
        }
        long ageMillis = Duration.ofNanos(time.nanoTime() - startNanos).toMillis();
        boolean someKnown =
                candidates.stream().anyMatch(candidate -> candidate.models().known());
        long patience = someKnown ? PATIENCE_MILLIS - ageMillis : PATIENCE_MILLIS;
        if (isEarly() && patience > 0 && isExpecting(candidates)) {
            relay.when(() -> !isExpecting(current(all)), patience);
        } else {
            relay.now();
        }
    }

    private List<RouteCandidate> current(List<ConnectionSettings> of) {
        return board.candidates().stream()
                .filter(candidate -> of.stream()
                        .anyMatch(one -> one.id().equals(candidate.settings().id())))
                .toList();
    }

    /** Whether a list may come any moment. */
    private static boolean isExpecting(List<RouteCandidate> candidates) {
        return candidates.stream()
                .anyMatch(candidate -> !candidate.models().known()
                        && (candidate.state() == HealthState.UNKNOWN
                                || candidate.state().serves()));
    }

    private static List<ConnectionSettings> serving(List<RouteCandidate> candidates) {
        return candidates.stream()
                .filter(candidate -> candidate.state() == HealthState.UP)
                .map(RouteCandidate::settings)
                .filter(settings -> settings.kind() != ConnectionKind.OPENAI)
                .toList();
    }

    private Optional<OwnAnswer> answer(Listing asked, List<RouteCandidate> candidates, Limits limits) {
        boolean someKnown =
                candidates.stream().anyMatch(candidate -> candidate.models().known());
        if (!someKnown
                && candidates.stream()
                        .allMatch(candidate -> candidate.settings().aliases().isEmpty())) {
            return Optional.empty();
        }
        return switch (asked) {
            case Listing.Tags ignored -> Optional.of(Merged.tags(candidates, limits));
            case Listing.Loaded ignored -> Optional.of(Merged.loaded(candidates, limits, board::loaded));
            case Listing.Models ignored -> Optional.of(Merged.models(candidates, limits));
            case Listing.Model(String name) -> Merged.model(candidates, limits, name);
        };
    }
}
