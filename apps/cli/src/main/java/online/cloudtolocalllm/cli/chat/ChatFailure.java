package online.cloudtolocalllm.cli.chat;

import java.util.Optional;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;

/** What to say of a question that got no whole answer. Pure. */
public final class ChatFailure {

    private ChatFailure() {}

    /**
     * The failure of a question; empty if it got its answer, or the person stopped it.
     *
     * @param model the model that was asked
     */
    public static Optional<CommandFailure> of(ChatOutcome outcome, String model) {
        return switch (outcome) {
            case ChatOutcome.Answered _, ChatOutcome.Stopped _ -> Optional.empty();
            case ChatOutcome.Refused(int status, String message) -> Optional.of(refused(status, message, model));
            case ChatOutcome.Broken(String servedBy, String why, int characters) ->
                Optional.of(new CommandFailure(
                        ExitCode.FAILED,
                        "The answer" + (servedBy.isEmpty() ? "" : " of " + Words.harmless(servedBy))
                                + (characters == 0 ? " did not come: " : " is not whole, it broke off: ")
                                + Words.sentence(Words.harmless(why)),
                        "See the connections with \"cloudtolocalllm status\", then ask again."));
            case ChatOutcome.Unreachable(String why) ->
                Optional.of(new CommandFailure(
                        ExitCode.NOT_RUNNING,
                        Words.sentence(Words.harmless(why)),
                        "Start it with \"cloudtolocalllm up\"."));
        };
    }

    private static CommandFailure refused(int status, String message, String model) {
        String said = Words.harmless(message);
        return switch (status) {
            case 404 ->
                new CommandFailure(
                        ExitCode.FAILED,
                        said,
                        "See the models with \"cloudtolocalllm models\", or get it with \"cloudtolocalllm pull "
                                + Words.harmless(model) + "\".");
            case 502, 503, 504 ->
                new CommandFailure(
                        ExitCode.NOTHING_SERVES,
                        said,
                        "See why with \"cloudtolocalllm status\", or \"cloudtolocalllm test\".");
            case 0 -> new CommandFailure(ExitCode.FAILED, said, "See more with \"cloudtolocalllm logs\".");
            default ->
                new CommandFailure(
                        ExitCode.FAILED, said + " (HTTP " + status + ")", "See more with \"cloudtolocalllm logs\".");
        };
    }
}
