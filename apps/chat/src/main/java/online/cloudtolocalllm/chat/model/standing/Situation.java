package online.cloudtolocalllm.chat.model.standing;

import java.util.List;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.window.words.Words;

/** Why no question can be asked, as far as somebody can do something about it. */
public sealed interface Situation {

    /** One can be asked. */
    record Ready() implements Situation {}

    /**
     * The daemon cannot be asked.
     *
     * @param sentence what is so
     * @param startable whether starting it would help
     */
    record Offline(String sentence, boolean startable) implements Situation {}

    /** It will be known in a moment. */
    record Asking() implements Situation {}

    /** Every connection that is switched on is paused. */
    record Paused(List<String> names) implements Situation {

        /** Copies the list. */
        public Paused {
            names = List.copyOf(names);
        }
    }

    /** A connection serves, and there is no model. */
    record NoModel() implements Situation {}

    /**
     * No connection serves.
     *
     * @param first whether nothing was ever set up, as far as can be seen
     */
    record Nothing(boolean first) implements Situation {}

    /** That of this state. Pure. */
    static Situation of(ChatState state) {
        if (!state.link().up()) {
            return new Offline(
                    Words.sentence(state.link().sentence()), state.link().startable());
        }
        if (state.ready()) {
            return new Ready();
        }
        return state.status().map(Situation::of).orElseGet(Asking::new);
    }

    private static Situation of(DaemonStatus status) {
        if (status.snapshot().active().isPresent()) {
            return new NoModel();
        }
        List<ConnectionStatus> on = status.snapshot().connections().stream()
                .filter(ConnectionStatus::enabled)
                .toList();
        if (!on.isEmpty() && on.stream().allMatch(ConnectionStatus::paused)) {
            return new Paused(
                    on.stream().map(connection -> connection.id().name()).toList());
        }
        if (on.stream().anyMatch(connection -> !connection.paused() && Standing.isAsked(connection))) {
            return new Asking();
        }
        return new Nothing(on.stream().allMatch(Situation::untouched));
    }

    /** What a new installation has, and nobody set up. */
    private static boolean untouched(ConnectionStatus connection) {
        return connection.kind() == ConnectionKind.LOCAL_OLLAMA
                && connection.health().nothingListens();
    }
}
