package online.cloudtolocalllm.broker.route;

import java.util.Comparator;
import java.util.Optional;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.HealthState;

/**
 * A connection that may be asked.
 *
 * @param candidate the connection
 * @param offer whether it has the model
 */
record Choice(RouteCandidate candidate, Offer offer) {

    /**
     * What serves comes before what does not; then what has the model before what may have it; then what serves well; then
     * what its owner prefers; then who served the conversation before; then priority; then the name.
     */
    static Comparator<Choice> order(Optional<ConnectionId> sticky) {
        return Comparator.comparing((Choice choice) -> rank(choice.candidate.state()) == LAST)
                .thenComparing(choice -> choice.offer.has())
                .thenComparingInt(choice -> rank(choice.candidate.state()))
                .thenComparing(Choice::isNotPreferred)
                .thenComparing(choice -> !choice.is(sticky))
                .thenComparing(BY_SETTINGS);
    }

    /** For requests that change something: where they go does not depend on who happens to be up. */
    static Comparator<Choice> steadyOrder(boolean localFirst) {
        return Comparator.comparing((Choice choice) -> localFirst && choice.kind() != ConnectionKind.LOCAL_OLLAMA)
                .thenComparing(choice -> choice.offer.has())
                .thenComparing(Choice::isNotPreferred)
                .thenComparing(BY_SETTINGS);
    }

    private static final int LAST = 2;

    private static final Comparator<Choice> BY_SETTINGS = Comparator.comparingInt(
                    (Choice choice) -> choice.candidate.settings().priority())
            .thenComparing(choice -> choice.candidate.settings().id());

    private static int rank(HealthState state) {
        return switch (state) {
            case UP, UNKNOWN -> 0;
            case SLOW, CONNECTING -> 1;
            case DOWN, SIGN_IN_NEEDED, RATE_LIMITED -> LAST;
        };
    }

    private boolean isNotPreferred() {
        return !candidate.settings().preferred();
    }

    ConnectionKind kind() {
        return candidate.settings().kind();
    }

    boolean is(Optional<ConnectionId> id) {
        return id.isPresent() && candidate.settings().id().equals(id.get());
    }

    Stop stop() {
        return new Stop(candidate.settings(), offer.nameThere());
    }

    /** Why it has its place, in words. */
    String why(Optional<String> model, Optional<ConnectionId> sticky) {
        StringBuilder why = new StringBuilder();
        if (model.isPresent()) {
            why.append(
                    switch (offer.has()) {
                        case YES -> "has the model";
                        case UNKNOWN -> "may have the model, its list is not known";
                        case NO -> "does not list the model, but neither does any other";
                    });
            offer.nameThere().ifPresent(name -> why.append(" as ").append(name));
            why.append("; ");
        }
        why.append(
                candidate.state() == HealthState.UNKNOWN
                        ? "not asked yet"
                        : candidate.state().word());
        if (candidate.settings().preferred()) {
            why.append("; preferred");
        }
        if (is(sticky)) {
            why.append("; served this conversation before");
        }
        return why.append("; priority ").append(candidate.settings().priority()).toString();
    }
}
