package online.cloudtolocalllm.settings.model;

import online.cloudtolocalllm.protocol.json.JsonObject;

/** What came of a question to the daemon. */
public sealed interface Reply {

    /**
     * The daemon answered.
     *
     * @param body the reply (docs/protocol.md)
     */
    record Done(JsonObject body) implements Reply {}

    /** It was not done, or it is not known whether it was. */
    sealed interface Failed extends Reply {

        /** Why, for people. */
        String sentence();
    }

    /**
     * The daemon said no; nothing took effect.
     *
     * @param code the reason as a stable word; empty if there is none
     * @param sentence the reason for people
     */
    record Refused(String code, String sentence) implements Failed {}

    /**
     * The daemon could not be asked, or its answer did not come.
     *
     * @param sentence why, for people
     * @param unknown whether it may have done what it was asked
     */
    record Away(String sentence, boolean unknown) implements Failed {}
}
