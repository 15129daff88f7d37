package online.cloudtolocalllm.client;

import java.util.Optional;
import online.cloudtolocalllm.protocol.files.Locations;

/** How an attempt to start the daemon ended. */
public sealed interface StartOutcome {

    /**
     * Why no daemon answers, in words without a full stop; empty if one does. Pure.
     *
     * @param locations where it was to run
     */
    default Optional<String> problem(Locations locations) {
        return switch (this) {
            case Running _ -> Optional.empty();
            case Exited(int code, String words) ->
                Optional.of("it ended with exit code " + code + (words.isEmpty() ? "" : " (" + words + ")"));
            case TimedOut(String words) ->
                Optional.of("it did not answer in time" + (words.isEmpty() ? "" : " (" + words + ")"));
            case HomeUnusable(String reason) ->
                Optional.of("the folder " + locations.home() + " cannot be used: " + reason);
            case CannotStart(String reason) -> Optional.of(reason);
        };
    }

    /**
     * A daemon answers.
     *
     * @param startedNow whether this attempt started it; false if one was there already or another program was faster
     */
    record Running(boolean startedNow) implements StartOutcome {}

    /**
     * The process ended and no daemon answers.
     *
     * @param exitCode its exit code
     * @param lastWords the last lines that it printed, without line feed at the end; may be empty
     */
    record Exited(int exitCode, String lastWords) implements StartOutcome {}

    /**
     * No daemon answered within the time limit; the process that was started may still run.
     *
     * @param lastWords the last lines that it printed, without line feed at the end; may be empty
     */
    record TimedOut(String lastWords) implements StartOutcome {}

    /**
     * The folder for the daemon's files cannot be used. Nothing was started.
     *
     * @param reason what the system said
     */
    record HomeUnusable(String reason) implements StartOutcome {}

    /**
     * The system could not start the process.
     *
     * @param reason what the system said
     */
    record CannotStart(String reason) implements StartOutcome {}
}
