package online.cloudtolocalllm.settings.model.config;

import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.config.ConnectionDefaults;
import online.cloudtolocalllm.config.InvalidSetting;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.config.store.ConfigEdit;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.window.words.Words;

/** Whether a change would be taken, by the daemon's own rules, before it is asked. Pure. */
public final class Check {

    private Check() {}

    /** What came of it. */
    public sealed interface Verdict {

        /**
         * It would be taken.
         *
         * @param after what would be set
         */
        record Right(Config after) implements Verdict {}

        /**
         * It would be refused.
         *
         * @param why the first thing that would be wrong
         */
        record Wrong(InvalidSetting why) implements Verdict {}
    }

    /** Makes changes to settings that nobody has written yet. */
    public static Verdict of(Config config, List<ConfigChange> changes) {
        return switch (ConfigEdit.apply(config.connections(), config.daemon(), changes, ConnectionDefaults.STANDARD)) {
            case ConfigEdit.Outcome.Refused(InvalidSetting why) -> new Verdict.Wrong(why);
            case ConfigEdit.Outcome.Edited edited ->
                new Verdict.Right(config.with(edited.connections(), edited.daemon()));
        };
    }

    /**
     * Why a field cannot have this value, as a sentence; empty if it can.
     *
     * @param value the value; empty if the key were left out
     */
    public static Optional<String> field(Config config, FieldKey field, Optional<JsonValue> value) {
        return of(config, List.of(Edit.set(field, value))) instanceof Verdict.Wrong(InvalidSetting why)
                ? Optional.of(sentence(why, field))
                : Optional.empty();
    }

    /** The reason under a field; of another field it names the key. */
    static String sentence(InvalidSetting why, FieldKey field) {
        return Words.sentence(why.key().equals(field.key()) ? why.reason() : why.text());
    }
}
