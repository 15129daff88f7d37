package online.cloudtolocalllm.settings.model.connections;

import java.util.List;
import online.cloudtolocalllm.config.ConnectionEntry;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.model.config.Check;
import online.cloudtolocalllm.settings.model.config.Config;
import online.cloudtolocalllm.settings.model.config.Edit;
import online.cloudtolocalllm.settings.model.config.History;
import online.cloudtolocalllm.window.words.Words;

/** What undo cannot bring back of a connection that is removed. Pure. */
final class Loss {

    /** As {@code GET_CONFIG} adds it. */
    private static final String TOKEN_SET = "auth_token_set";

    private Loss() {}

    /** As sentences; empty if all of it comes back. */
    static String of(Config config, String name, Edit removal) {
        if (leftOut(config, name) || !comesBack(config, removal)) {
            return "The settings of " + Words.plain(name) + " cannot be used as they are, so undo could not bring them"
                    + " back.";
        }
        JsonObject entry = config.connections().object(name);
        if (token(entry)) {
            return "The token of " + Words.plain(name)
                    + " stands in connection_config.json and goes with it. Undo brings back everything else.";
        }
        List<String> others = entry.fields().keySet().stream()
                .filter(key -> !ConnectionEntry.KEYS.contains(key) && !key.equals(TOKEN_SET))
                .toList();
        return others.isEmpty()
                ? ""
                : "The file says more about " + Words.plain(name) + " than is known here: "
                        + Words.plain(String.join(", ", others)) + ". Undo brings back everything else.";
    }

    /** Whether a token stands in the entry itself. */
    static boolean token(JsonObject entry) {
        return entry.flag(TOKEN_SET, false) && entry.text("auth_token_ref", "").isBlank();
    }

    /** Whether something in it is wrong. What that was may be hidden from here, and without it the entry would be another one. */
    private static boolean leftOut(Config config, String name) {
        String named = "connection \"" + name + "\" ";
        return config.problems().stream()
                .anyMatch(problem -> problem.contains(named + "is left out")
                        || problem.contains(named + "keeps the settings it had"));
    }

    private static boolean comesBack(Config config, Edit removal) {
        return Check.of(config, removal.changes()) instanceof Check.Verdict.Right(Config after)
                && Check.of(
                                after,
                                History.Step.of(config, after, removal).back().changes())
                        instanceof Check.Verdict.Right;
    }
}
