package online.cloudtolocalllm.tray;

import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.words.Figures;

/** The lines of the tooltip below its first: who serves, who answered last, what went wrong. */
final class TooltipLines {

    /** How many connections that do not serve are named. */
    private static final int TROUBLES = 3;

    private TooltipLines() {}

    /** All of them; at most eight. */
    static List<String> of(TrayFacts facts, Situation situation) {
        List<String> lines = new ArrayList<>();
        situation.active().ifPresent(active -> lines.add(who(active)));
        facts.lastAnswer().ifPresent(answer -> lines.add(MenuLines.answer(facts, answer)));
        facts.status().snapshot().lastFailover().ifPresent(event -> lines.add(MenuLines.failover(facts, event)));
        List<ConnectionStatus> troubled =
                situation.usable().stream().filter(TooltipLines::isTroubled).toList();
        troubled.stream().limit(TROUBLES).forEach(connection -> lines.add(trouble(connection)));
        if (troubled.size() > TROUBLES) {
            lines.add("… and " + (troubled.size() - TROUBLES) + " more");
        }
        facts.tooltip().map(Words::line).filter(text -> !text.isEmpty()).ifPresent(lines::add);
        return lines;
    }

    private static String who(ConnectionStatus active) {
        return name(active)
                + (active.modelsKnown() ? " · " + Figures.count(active.models().size(), "model") : "");
    }

    private static boolean isTroubled(ConnectionStatus connection) {
        return !connection.paused()
                && switch (connection.health().state()) {
                    case DOWN, SIGN_IN_NEEDED, RATE_LIMITED, SLOW -> true;
                    case UP, UNKNOWN, CONNECTING -> false;
                };
    }

    private static String trouble(ConnectionStatus connection) {
        HealthState state = connection.health().state();
        String reason = Words.line(connection.health().reason());
        return name(connection)
                + (state == HealthState.SIGN_IN_NEEDED ? ": " : " is ")
                + state.word()
                + (reason.isEmpty() ? "" : (state == HealthState.SIGN_IN_NEEDED ? ", " : ": ") + reason);
    }

    private static String name(ConnectionStatus connection) {
        return Words.line(connection.id().name(), 40);
    }
}
