package online.cloudtolocalllm.settings.model.connection;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.window.words.ConnectionWords;
import online.cloudtolocalllm.window.words.Tone;
import online.cloudtolocalllm.window.words.Words;

/**
 * How a connection is doing, at the top of its page.
 *
 * @param mark a shape that tells the state without colour
 * @param tone its colour
 * @param state the state in a few words
 * @param what what stands there, or why nothing is known
 * @param why what is wrong and what helps; empty if nothing is
 * @param serving whether the next request goes there
 * @param preferred whether it is asked before all others
 */
public record Headline(
        String mark, Tone tone, String state, String what, String why, boolean serving, boolean preferred) {

    /** That of this connection. Pure. */
    public static Headline of(ConnectionView view, SettingsState state, Instant now, ZoneId zone) {
        if (view.status().isEmpty()) {
            String why = !view.live()
                    ? "How it is doing is not known while the daemon is away. What is changed here is kept in the file."
                    : view.there() || !view.config().known() ? "" : "It is gone.";
            return new Headline("◌", Tone.QUIET, view.there() ? "not watched" : "", why, "", false, view.preferred());
        }
        ConnectionStatus status = view.status().get();
        boolean serving = state.live()
                .flatMap(live -> live.snapshot().active())
                .filter(status.id()::equals)
                .isPresent();
        ConnectionWords words = ConnectionWords.of(status, serving, now, zone);
        String what = words.what()
                + status.version().map(version -> " · " + Words.plain(version)).orElse("");
        if (status.kind() == ConnectionKind.DEMO) {
            what += ". It answers with prepared texts until a real connection is up, and cannot be changed.";
        }
        boolean slow = status.health().state() == HealthState.SLOW;
        String why = slow ? Words.sentence(status.health().reason(), List.of(view.name())) : words.why();
        return new Headline(words.mark(), words.tone(), words.state(), what, why, serving, words.preferred());
    }
}
