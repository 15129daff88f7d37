package online.cloudtolocalllm.chat.model.standing;

import java.util.Optional;

/**
 * The first-run guide at one moment.
 *
 * @param situation why no question can be asked
 * @param ollama what is known of Ollama here
 * @param busy what is being done; empty for nothing
 * @param tried what was done last and went wrong; empty if it went well
 * @param problem what went wrong with that, as sentences; empty if nothing did
 */
public record Guide(Situation situation, OllamaHere ollama, Optional<Way> busy, Optional<Way> tried, String problem) {

    /** Nothing is known yet. */
    public static final Guide EMPTY =
            new Guide(new Situation.Asking(), OllamaHere.UNKNOWN, Optional.empty(), Optional.empty(), "");

    /** A way out. */
    public enum Way {
        /** Starting Ollama. */
        OLLAMA,
        /** Starting the demo. */
        DEMO,
        /** Having connections asked again. */
        RESUME
    }

    /** Whether there is anything to guide to. */
    public boolean needed() {
        return !(situation instanceof Situation.Ready);
    }

    /** What went wrong on this way; empty if nothing did. */
    public String problem(Way way) {
        return tried.equals(Optional.of(way)) ? problem : "";
    }

    Guide at(Situation now) {
        boolean over = now instanceof Situation.Ready;
        return new Guide(now, ollama, busy, over ? Optional.empty() : tried, over ? "" : problem);
    }

    Guide with(OllamaHere found) {
        return new Guide(situation, found, busy, tried, problem);
    }

    Guide begun(Way way) {
        return new Guide(situation, ollama, Optional.of(way), Optional.empty(), "");
    }

    Guide ended(Way way, String wrong) {
        return new Guide(
                situation, ollama, Optional.empty(), wrong.isEmpty() ? Optional.empty() : Optional.of(way), wrong);
    }
}
