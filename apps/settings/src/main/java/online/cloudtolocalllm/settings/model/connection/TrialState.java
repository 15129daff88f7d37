package online.cloudtolocalllm.settings.model.connection;

import online.cloudtolocalllm.client.ConnectionTest;

/** How it stands with the test of a connection. */
public sealed interface TrialState {

    /** Nobody asked for one, or the address is another since. */
    record None() implements TrialState {}

    /**
     * It runs.
     *
     * @param chat whether a model is asked, too
     */
    record Running(boolean chat) implements TrialState {}

    /**
     * It is over.
     *
     * @param test what was found
     */
    record Over(ConnectionTest test) implements TrialState {}

    /**
     * It could not be made.
     *
     * @param sentence why
     */
    record Failed(String sentence) implements TrialState {}
}
