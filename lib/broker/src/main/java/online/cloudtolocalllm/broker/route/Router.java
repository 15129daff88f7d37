package online.cloudtolocalllm.broker.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.PrivateNetwork;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.HealthState;

/**
 * Decides which connections may serve a request and in which order. Pure: the same input gives the same plan.
 *
 * <p>Order: what serves before what is slow, before what is down or refuses the credential; then by priority; then by name.
 * A connection that nobody has asked yet counts as serving: in the first moments after a start a request must not go to the
 * cloud because the cloud's probe was answered sooner. One that is down is last and never absent: the board may be behind
 * the world.
 */
public final class Router {

    private static final Comparator<RouteCandidate> ORDER = Comparator.comparingInt(
                    (RouteCandidate candidate) -> rank(candidate.state()))
            .thenComparingInt(candidate -> candidate.settings().priority())
            .thenComparing(candidate -> candidate.settings().id());

    private Router() {}

    /** The plan for a request. */
    public static Plan plan(RouteRequest request, List<RouteCandidate> all) {
        if (request.pinned().isPresent()) {
            return pinned(request, all);
        }
        List<RouteCandidate> enabled =
                kept(all, candidate -> candidate.settings().enabled());
        if (enabled.isEmpty()) {
            return new Plan.Nowhere(
                    503, "No connection is enabled. Enable one in connection_config.json and restart the daemon.");
        }
        List<RouteCandidate> allowed = kept(enabled, candidate -> allowed(candidate.settings(), request.privacy()));
        if (allowed.isEmpty()) {
            return new Plan.Nowhere(
                    503,
                    "X-Privacy allows none of the enabled connections (" + names(enabled)
                            + "). Ask without X-Privacy, or enable a connection on this computer.");
        }
        boolean real = allowed.stream()
                .anyMatch(candidate -> !isDemo(candidate) && candidate.state().serves());
        List<RouteCandidate> fitting =
                kept(allowed, candidate -> fits(candidate.settings().kind(), request) && !(real && isDemo(candidate)));
        if (fitting.isEmpty()) {
            return new Plan.Nowhere(503, unfit(request, allowed));
        }
        return ask(fitting);
    }

    /** Loops, because a plan is made for every request: streams cost as much here as the rest of the plan. */
    private static List<RouteCandidate> kept(List<RouteCandidate> candidates, Predicate<RouteCandidate> condition) {
        List<RouteCandidate> kept = new ArrayList<>(candidates.size());
        for (RouteCandidate candidate : candidates) {
            if (condition.test(candidate)) {
                kept.add(candidate);
            }
        }
        return kept;
    }

    /** The demo never answers in the place of a connection that serves. */
    private static boolean isDemo(RouteCandidate candidate) {
        return candidate.settings().kind() == ConnectionKind.DEMO;
    }

    private static boolean fits(ConnectionKind kind, RouteRequest request) {
        return speaks(kind, request.path())
                && (request.kind() != PathKind.MANAGE || kind == ConnectionKind.LOCAL_OLLAMA);
    }

    /** The first is asked because it is the best; any other only if it takes part in failover. */
    private static Plan ask(List<RouteCandidate> fitting) {
        fitting.sort(ORDER);
        List<Stop> asked = new ArrayList<>(fitting.size());
        for (RouteCandidate candidate : fitting) {
            if (asked.isEmpty() || candidate.settings().failover()) {
                asked.add(new Stop(candidate.settings(), Optional.empty()));
            }
        }
        return new Plan.Ask(asked);
    }

    private static Plan pinned(RouteRequest request, List<RouteCandidate> all) {
        String name = request.pinned().orElseThrow().name();
        for (RouteCandidate candidate : all) {
            ConnectionSettings settings = candidate.settings();
            if (settings.id().name().equals(name)) {
                if (!settings.enabled()) {
                    return new Plan.Nowhere(
                            503,
                            "The connection \"" + name + "\" is not enabled. Enable it, or leave out X-Connection.");
                }
                if (!allowed(settings, request.privacy())) {
                    return new Plan.Nowhere(
                            503, "X-Privacy forbids the connection \"" + name + "\" that X-Connection names.");
                }
                if (!speaks(settings.kind(), request.path())) {
                    return new Plan.Nowhere(503, unfit(request, List.of(candidate)));
                }
                return new Plan.Ask(List.of(new Stop(settings, Optional.empty())));
            }
        }
        return new Plan.Nowhere(
                400, "There is no connection \"" + name + "\". X-Connection can be one of: " + names(all) + ".");
    }

    private static String unfit(RouteRequest request, List<RouteCandidate> candidates) {
        return request.kind() == PathKind.MANAGE
                ? "Models are managed on local_ollama, which is not enabled. Enable it, or name a connection with"
                        + " X-Connection."
                : "None of the connections (" + names(candidates) + ") takes " + request.path()
                        + ". An OpenAI connection takes paths under /v1 only.";
    }

    private static boolean allowed(ConnectionSettings settings, Privacy privacy) {
        return switch (privacy) {
            case ANY -> true;
            case LAN -> settings.onThisComputer() || PrivateNetwork.contains(settings);
            case LOCAL -> settings.onThisComputer();
        };
    }

    private static boolean speaks(ConnectionKind kind, String path) {
        return switch (kind) {
            case LOCAL_OLLAMA, OLLAMA, CLOUD_PROXY, DEMO -> true;
            case OPENAI -> path.startsWith("/v1/");
        };
    }

    private static int rank(HealthState state) {
        return switch (state) {
            case UP, UNKNOWN -> 0;
            case SLOW, CONNECTING -> 1;
            case DOWN, SIGN_IN_NEEDED, RATE_LIMITED -> 2;
        };
    }

    private static String names(List<RouteCandidate> candidates) {
        return candidates.stream()
                .map(candidate -> candidate.settings().id().name())
                .collect(Collectors.joining(", "));
    }
}
