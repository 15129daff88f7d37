package online.cloudtolocalllm.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import online.cloudtolocalllm.cli.chat.AnswerPrinter;
import online.cloudtolocalllm.cli.chat.ChatCall;
import online.cloudtolocalllm.cli.chat.ChatOutcome;
import online.cloudtolocalllm.cli.chat.ModelChoice;
import online.cloudtolocalllm.cli.page.StatusPage;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.cli.run.Surroundings;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks one question and prints the answer as it is written. */
@Command(
        name = "chat",
        description = {
            "Ask one question; the answer is printed as it is written.",
            "Text that is piped in is the question, or is put below TEXT."
        },
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} chat \"Why is the sky blue?\"",
            "  git diff | ${ROOT-COMMAND-NAME} chat --model llama3.2 Explain this change:",
            "",
            "An answer that breaks off ends with 1 and says so.",
            Root.EXIT_CODES
        })
final class ChatCommand implements Callable<Integer> {

    private static final int MAX_QUESTION = 16 * 1024 * 1024;
    private static final HostPort GATEWAY = new HostPort("127.0.0.1", 11_435);

    private final Root root;
    private final Surroundings surroundings;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "M",
            description = "The model (default: the first one of the connection that serves).")
    private @Nullable String model;

    @Option(
            names = {"-s", "--system"},
            paramLabel = "S",
            description = "Instructions to the model.")
    private String system = "";

    @Parameters(arity = "0..*", paramLabel = "TEXT", description = "The question.")
    private List<String> text = List.of();

    ChatCommand(Root root) {
        this.root = root;
        this.surroundings = root.surroundings();
    }

    @Override
    public Integer call() throws CommandFailure {
        String question = question();
        DaemonStatus status = root.daemon().status();
        String chosen = model != null ? model : choose(status);
        HostPort gateway = HostPort.parse(status.gateway(), GATEWAY).orElse(GATEWAY);
        AnswerPrinter printer = new AnswerPrinter(surroundings, !root.quiet());
        ChatOutcome outcome = new ChatCall(gateway, surroundings.time()).ask(chosen, system, question, printer);
        printer.endLine();
        if (printer.abandoned()) {
            return ExitCode.FAILED.code();
        }
        return switch (outcome) {
            case ChatOutcome.Answered answered -> {
                printer.footer(answered);
                yield ExitCode.OK.code();
            }
            case ChatOutcome.Refused(int code, String message) -> throw refused(code, message, chosen);
            case ChatOutcome.Broken(String servedBy, String why, int characters) ->
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "The answer" + (servedBy.isEmpty() ? "" : " of " + servedBy)
                                + (characters == 0 ? " did not come: " : " is not whole, it broke off: ")
                                + Words.sentence(Words.harmless(why)),
                        "See the connections with \"cloudtolocalllm status\", then ask again.");
            case ChatOutcome.Unreachable(String why) ->
                throw new CommandFailure(
                        ExitCode.NOT_RUNNING,
                        "The daemon runs, but " + why + ".",
                        "Restart it with \"cloudtolocalllm restart\".");
        };
    }

    private String question() throws CommandFailure {
        StringBuilder question = new StringBuilder(String.join(" ", text));
        if (!surroundings.terminal().in()) {
            String piped = piped();
            question.append(question.isEmpty() || piped.isBlank() ? "" : "\n\n").append(piped);
        }
        if (question.toString().isBlank()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "There is nothing to ask.",
                    "For example: cloudtolocalllm chat \"Why is the sky blue?\"");
        }
        return question.toString();
    }

    private String piped() throws CommandFailure {
        try {
            byte[] bytes = surroundings.in().readNBytes(MAX_QUESTION + 1);
            if (bytes.length > MAX_QUESTION) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "The text that was piped in is larger than " + Words.size(MAX_QUESTION) + ".",
                        "Pipe in less: head -c 1000000 FILE | cloudtolocalllm chat \"…\"");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "Standard input cannot be read: " + e.getMessage() + ".",
                    "For example: cloudtolocalllm chat \"Why is the sky blue?\" </dev/null");
        }
    }

    private String choose(DaemonStatus status) throws CommandFailure {
        if (status.snapshot().active().isEmpty()) {
            StatusPage page = root.statusPage();
            String reasons = String.join("\n", page.reasons(status));
            throw new CommandFailure(
                    ExitCode.NOTHING_SERVES,
                    "No connection can serve." + (reasons.isEmpty() ? "" : "\n" + reasons),
                    "Start Ollama with \"ollama serve\", or try the demonstration with \"cloudtolocalllm up\".");
        }
        return ModelChoice.of(status.snapshot())
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.NOTHING_SERVES,
                        status.snapshot().active().get() + " has no model yet.",
                        "Get one with \"ollama pull llama3.2\", or name one: cloudtolocalllm chat --model NAME …"));
    }

    private static CommandFailure refused(int status, String message, String model) {
        String said = Words.harmless(message);
        return switch (status) {
            case 404 ->
                new CommandFailure(
                        ExitCode.FAILED,
                        said,
                        "See the models with \"cloudtolocalllm models\", or get it with \"ollama pull "
                                + Words.harmless(model) + "\".");
            case 502, 503, 504 ->
                new CommandFailure(
                        ExitCode.NOTHING_SERVES,
                        said,
                        "See why with \"cloudtolocalllm status\", or \"cloudtolocalllm test\".");
            default ->
                new CommandFailure(
                        ExitCode.FAILED, said + " (HTTP " + status + ")", "See more with \"cloudtolocalllm logs\".");
        };
    }
}
