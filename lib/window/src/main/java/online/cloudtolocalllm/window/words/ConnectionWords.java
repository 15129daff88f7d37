package online.cloudtolocalllm.window.words;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.Whereabouts;
import online.cloudtolocalllm.protocol.words.Figures;

/**
 * A connection as windows show it.
 *
 * @param name its name
 * @param mark a shape that tells the state without colour
 * @param tone its colour
 * @param what what stands at its other end, and where
 * @param state the state in a few words: latency and models, or since when it is down
 * @param why what is wrong and what helps, as sentences; empty if nothing is wrong
 * @param preferred whether it is asked before all others that are doing as well
 * @param serving whether the next request goes there
 */
public record ConnectionWords(
        String name,
        String mark,
        Tone tone,
        String what,
        String state,
        String why,
        boolean preferred,
        boolean serving) {

    /** That of this connection. Pure. */
    public static ConnectionWords of(ConnectionStatus status, boolean serving, Instant now, ZoneId zone) {
        HealthState health = status.health().state();
        return new ConnectionWords(
                status.id().name(),
                mark(status),
                tone(status),
                kind(status) + " · " + Words.plain(status.address()),
                state(status, now, zone),
                status.enabled() && !status.paused() && !health.serves()
                        ? (sentence(status) + " " + Standstill.help(status)).strip()
                        : "",
                status.preferred(),
                serving);
    }

    private static String sentence(ConnectionStatus status) {
        return Words.sentence(status.health().reason(), List.of(status.id().name()));
    }

    private static String mark(ConnectionStatus status) {
        if (!status.enabled()) {
            return "–";
        }
        if (status.paused()) {
            return "‖";
        }
        return switch (status.health().state()) {
            case UP -> "●";
            case SLOW, RATE_LIMITED, SIGN_IN_NEEDED -> "◐";
            case UNKNOWN, CONNECTING -> "◌";
            case DOWN -> "○";
        };
    }

    private static Tone tone(ConnectionStatus status) {
        if (!status.enabled() || status.paused()) {
            return Tone.QUIET;
        }
        return switch (status.health().state()) {
            case UP -> Tone.GOOD;
            case SLOW, RATE_LIMITED -> Tone.WARN;
            case UNKNOWN, CONNECTING -> Tone.QUIET;
            case DOWN, SIGN_IN_NEEDED -> Tone.BAD;
        };
    }

    private static String kind(ConnectionStatus status) {
        String where = Whereabouts.of(status).words();
        return switch (status.kind()) {
            case LOCAL_OLLAMA, OLLAMA -> "Ollama on " + where;
            case CLOUD_PROXY -> "CloudToLocalLLM cloud";
            case OPENAI -> "OpenAI's API on " + where;
            case DEMO -> "Demonstration";
        };
    }

    private static String state(ConnectionStatus status, Instant now, ZoneId zone) {
        if (!status.enabled()) {
            return "off";
        }
        if (status.paused()) {
            return "paused";
        }
        HealthState health = status.health().state();
        String since = " since " + Figures.moment(status.health().since(), now, zone);
        return switch (health) {
            case UP, SLOW -> {
                List<String> parts = new ArrayList<>();
                if (health == HealthState.SLOW) {
                    parts.add(health.word());
                }
                status.latency().ifPresent(took -> parts.add(Figures.latency(took)));
                if (status.modelsKnown()) {
                    parts.add(Figures.count(status.models().size(), "model"));
                }
                yield parts.isEmpty() ? health.word() : String.join(" · ", parts);
            }
            case UNKNOWN -> "not asked yet";
            case CONNECTING -> "connecting";
            case DOWN, SIGN_IN_NEEDED, RATE_LIMITED -> health.word() + since;
        };
    }
}
