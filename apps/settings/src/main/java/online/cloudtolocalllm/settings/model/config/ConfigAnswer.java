package online.cloudtolocalllm.settings.model.config;

import java.util.List;

/** What came of reading or changing the settings. */
public sealed interface ConfigAnswer {

    /**
     * They were read.
     *
     * @param config what they say
     */
    record Read(Config config) implements ConfigAnswer {}

    /**
     * They were changed, and are on the disk.
     *
     * @param restartNeeded the daemon's keys whose value waits for a restart
     */
    record Changed(List<String> restartNeeded) implements ConfigAnswer {

        /** Copies the list. */
        public Changed {
            restartNeeded = List.copyOf(restartNeeded);
        }
    }

    /**
     * Nothing was changed.
     *
     * @param sentence why, for people
     * @param overtaken whether somebody else changed the same meanwhile
     */
    record Refused(String sentence, boolean overtaken) implements ConfigAnswer {}

    /**
     * Neither the daemon nor the files could be had.
     *
     * @param sentence why, for people
     */
    record Away(String sentence) implements ConfigAnswer {}

    /**
     * The daemon went while it changed something: it may have done it. What is read next tells.
     *
     * @param sentence that it went, for people
     */
    record Unknown(String sentence) implements ConfigAnswer {}
}
