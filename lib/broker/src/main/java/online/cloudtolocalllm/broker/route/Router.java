package online.cloudtolocalllm.broker.route;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import org.jspecify.annotations.Nullable;

/**
 * Decides which connections may serve a request and in which order. Pure: the same input gives the same plan.
 *
 * <p>A connection that nobody has asked yet counts as serving: in the first moments after a start a request must not go to the
 * cloud because the cloud's probe was answered sooner. One that is down is last and never absent: the board may be behind
 * the world. One that is known not to have the model is asked only if nobody is known, or thought, to have it; its own answer
 * is told then.
 */
public final class Router {

    private Router() {}

    /** The plan for a request. */
    public static Plan plan(RouteRequest request, List<RouteCandidate> all) {
        return decide(request, all).plan();
    }

    /** The plan for a request with its reasons. */
    public static Explanation explain(RouteRequest request, List<RouteCandidate> all) {
        return decide(request, all).explanation(request);
    }

    /**
     * The connections that a listing for such a request speaks of, in the order in which they would be asked. Empty if the
     * request can go nowhere.
     */
    public static List<RouteCandidate> listed(RouteRequest request, List<RouteCandidate> all) {
        Decision decision = judge(request, all);
        decision.asked().sort(Choice.order(Optional.empty()));
        return decision.asked().stream().map(Choice::candidate).toList();
    }

    /**
     * Where a connection that was planned for a request may still be asked for it, by its settings of now; or why it may not.
     * How it is doing and what it lists does not matter any more.
     *
     * @param all the connections of now
     * @param first whether nobody was asked before
     */
    public static Still still(RouteRequest request, ConnectionId planned, List<RouteCandidate> all, boolean first) {
        for (RouteCandidate candidate : all) {
            if (candidate.settings().id().equals(planned)) {
                Offer offer = Offer.of(candidate, request);
                Exclusion why = exclusion(request, candidate, offer, false);
                if (why == null && !first && !candidate.settings().failover()) {
                    why = Exclusion.NO_FAILOVER;
                }
                return why == null ? new Still.Yes(new Choice(candidate, offer).stop()) : new Still.No(why.words());
            }
        }
        return new Still.No("it is not configured any more");
    }

    private static Decision decide(RouteRequest request, List<RouteCandidate> all) {
        if (request.pinned().isPresent()) {
            return pinned(request, all);
        }
        Decision decision = judge(request, all);
        if (request.model().isPresent() && nobodyMayHave(decision.asked())) {
            List<RouteCandidate> elsewhere = havingButNotTaking(request, decision);
            if (!elsewhere.isEmpty()) {
                decision.refuse(400, Refusals.otherDialect(request, elsewhere));
                return decision;
            }
        }
        if (decision.asked().isEmpty() || onlyAnAliasNamesIt(decision)) {
            Refusals.refuse(request, decision);
            return decision;
        }
        arrange(request, decision);
        return decision;
    }

    /** Looks at each connection for itself. */
    private static Decision judge(RouteRequest request, List<RouteCandidate> all) {
        Decision decision = new Decision(all.size());
        boolean real = realServes(request, all);
        for (RouteCandidate candidate : all) {
            Offer offer = Offer.of(candidate, request);
            Exclusion why = exclusion(request, candidate, offer, real);
            if (why == null) {
                decision.asked().add(new Choice(candidate, offer));
            } else {
                decision.leave(candidate, why);
            }
        }
        return decision;
    }

    private static boolean realServes(RouteRequest request, List<RouteCandidate> all) {
        for (RouteCandidate candidate : all) {
            ConnectionSettings settings = candidate.settings();
            if (settings.kind() != ConnectionKind.DEMO
                    && settings.enabled()
                    && !settings.paused()
                    && !settings.awaitsToken()
                    && candidate.state().serves()
                    && request.limits()
                            .exclusion(request, candidate, Offer.of(candidate, request))
                            .isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Exclusion exclusion(
            RouteRequest request, RouteCandidate candidate, Offer offer, boolean real) {
        ConnectionSettings settings = candidate.settings();
        if (!settings.enabled()) {
            return Exclusion.DISABLED;
        }
        if (settings.paused() && request.pinned().isEmpty()) {
            return Exclusion.PAUSED;
        }
        if (settings.awaitsToken()) {
            return Exclusion.NO_TOKEN;
        }
        Optional<Exclusion> tooFar = request.limits().exclusion(request, candidate, offer);
        if (tooFar.isPresent()) {
            return tooFar.get();
        }
        if (!takes(settings.kind(), request)) {
            return Exclusion.PATH;
        }
        if (real && settings.kind() == ConnectionKind.DEMO && request.pinned().isEmpty()) {
            return Exclusion.DEMO;
        }
        return modelExclusion(request, settings, offer);
    }

    private static @Nullable Exclusion modelExclusion(RouteRequest request, ConnectionSettings settings, Offer offer) {
        if (request.model().isEmpty()) {
            boolean hidden = request.hidesModel() && request.body() != RouteRequest.Body.AT_HAND;
            return hidden && !settings.models().isEmpty() ? Exclusion.MODEL_UNREADABLE : null;
        }
        if (!offer.allowed(settings, request.model().get())) {
            return Exclusion.MODEL_NOT_ALLOWED;
        }
        if (offer.alias() && ModelPaths.deletes(request.path())) {
            return Exclusion.ALIAS_DELETED;
        }
        return offer.alias() && request.body() != RouteRequest.Body.AT_HAND ? Exclusion.NOT_REWRITABLE : null;
    }

    private static boolean takes(ConnectionKind kind, RouteRequest request) {
        boolean manages = request.kind() == PathKind.MANAGE
                && request.pinned().isEmpty()
                && !ModelPaths.changesOne(request.path());
        return switch (kind) {
            case LOCAL_OLLAMA, OLLAMA -> true;
            case CLOUD_PROXY, DEMO -> !manages;
            case OPENAI -> request.path().startsWith("/v1/");
        };
    }

    /** Nobody has a model of the name that shall be deleted, but somebody has an alias. */
    private static boolean onlyAnAliasNamesIt(Decision decision) {
        for (Decision.Left out : decision.left()) {
            if (out.why() == Exclusion.ALIAS_DELETED) {
                return !somebodyHas(decision.asked());
            }
        }
        return false;
    }

    private static boolean somebodyHas(List<Choice> choices) {
        for (Choice choice : choices) {
            if (choice.offer().has() == Offer.Has.YES) {
                return true;
            }
        }
        return false;
    }

    private static boolean nobodyMayHave(List<Choice> choices) {
        for (Choice choice : choices) {
            if (choice.offer().has() != Offer.Has.NO) {
                return false;
            }
        }
        return true;
    }

    /** Who has the model and is left out for nothing but the path. */
    private static List<RouteCandidate> havingButNotTaking(RouteRequest request, Decision decision) {
        List<RouteCandidate> having = new ArrayList<>();
        for (Decision.Left out : decision.left()) {
            Offer offer = Offer.of(out.candidate(), request);
            if (out.why() == Exclusion.PATH
                    && out.candidate().settings().kind() == ConnectionKind.OPENAI
                    && offer.has() == Offer.Has.YES
                    && offer.allowed(out.candidate().settings(), request.model().orElse(""))) {
                having.add(out.candidate());
            }
        }
        return having;
    }

    private static void arrange(RouteRequest request, Decision decision) {
        List<Choice> asked = decision.asked();
        if (request.kind() == PathKind.MANAGE) {
            asked.sort(Choice.steadyOrder(!ModelPaths.changesOne(request.path())));
            decision.keepFirst();
            return;
        }
        boolean somebodyHas = somebodyHas(asked);
        asked.sort(Choice.order(request.sticky()));
        boolean first = true;
        for (Iterator<Choice> choices = asked.iterator(); choices.hasNext(); ) {
            Choice choice = choices.next();
            boolean lacks = somebodyHas && choice.offer().has() == Offer.Has.NO;
            // The first is asked because it is the best; any other only if it takes part in failover.
            if (lacks || (!first && !choice.candidate().settings().failover())) {
                choices.remove();
                decision.leave(choice.candidate(), lacks ? Exclusion.LACKS_MODEL : Exclusion.NO_FAILOVER);
            } else {
                first = false;
            }
        }
    }

    private static Decision pinned(RouteRequest request, List<RouteCandidate> all) {
        String name = request.pinned().orElseThrow().name();
        Decision decision = new Decision(1);
        for (RouteCandidate candidate : all) {
            if (candidate.settings().id().name().equals(name)) {
                Offer offer = Offer.of(candidate, request);
                Exclusion why = exclusion(request, candidate, offer, false);
                if (why == null) {
                    decision.asked().add(new Choice(candidate, offer));
                } else {
                    decision.leave(candidate, why);
                }
            } else {
                decision.leave(candidate, Exclusion.NOT_NAMED);
            }
        }
        if (decision.left().size() == all.size()) {
            refusePinned(request, name, all, decision);
        }
        return decision;
    }

    private static void refusePinned(RouteRequest request, String name, List<RouteCandidate> all, Decision decision) {
        Exclusion why = decision.left().stream()
                .map(Decision.Left::why)
                .filter(reason -> reason != Exclusion.NOT_NAMED)
                .findFirst()
                .orElse(Exclusion.NOT_NAMED);
        switch (why) {
            case NOT_NAMED ->
                decision.refuse(
                        400,
                        "There is no connection \"" + name + "\". X-Connection can be one of: " + Refusals.names(all)
                                + ".");
            case DISABLED ->
                decision.refuse(
                        503, "The connection \"" + name + "\" is not enabled. Enable it, or leave out X-Connection.");
            case PRIVACY, PRIVACY_OF_KEY, PRIVACY_RULE ->
                decision.refuse(503, PrivacyWords.forbidden(why, request, name));
            case PATH -> {
                List<RouteCandidate> having = havingButNotTaking(request, decision);
                if (having.isEmpty()) {
                    Refusals.refuse(request, decision);
                } else {
                    decision.refuse(400, Refusals.otherDialect(request, having));
                }
            }
            default -> Refusals.refuse(request, decision);
        }
    }
}
