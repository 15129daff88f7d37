package online.cloudtolocalllm.broker.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the router found, as it finds it. Not thread-safe. */
final class Decision {

    private final List<Choice> asked;
    private final List<Left> left = new ArrayList<>(2);
    private Plan.@Nullable Nowhere refusal;

    /** A connection that is not asked. */
    record Left(RouteCandidate candidate, Exclusion why) {}

    Decision(int candidates) {
        this.asked = new ArrayList<>(candidates);
    }

    List<Choice> asked() {
        return asked;
    }

    List<Left> left() {
        return left;
    }

    void leave(RouteCandidate candidate, Exclusion why) {
        left.add(new Left(candidate, why));
    }

    /** Leaves out whoever comes after the first. */
    void keepFirst() {
        while (asked.size() > 1) {
            leave(asked.removeLast().candidate(), Exclusion.ONE_ONLY);
        }
    }

    void refuse(int status, String reason) {
        asked.clear();
        refusal = new Plan.Nowhere(status, reason);
    }

    Plan plan() {
        if (refusal != null) {
            return refusal;
        }
        List<Stop> stops = new ArrayList<>(asked.size());
        for (Choice choice : asked) {
            stops.add(choice.stop());
        }
        return new Plan.Ask(stops);
    }

    Explanation explanation(RouteRequest request) {
        return new Explanation(
                asked.stream()
                        .map(choice ->
                                new Explanation.Step(choice.stop(), choice.why(request.model(), request.sticky())))
                        .toList(),
                left.stream()
                        .map(out ->
                                new Explanation.LeftOut(out.candidate.settings().id(), out.why.words()))
                        .toList(),
                Optional.ofNullable(refusal));
    }
}
