package online.cloudtolocalllm.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import online.cloudtolocalllm.cli.chat.AnswerPrinter;
import online.cloudtolocalllm.cli.chat.ChatFailure;
import online.cloudtolocalllm.cli.chat.ChatOutcome;
import online.cloudtolocalllm.cli.chat.ChatSession;
import online.cloudtolocalllm.cli.chat.Conversation;
import online.cloudtolocalllm.cli.chat.DaemonTalker;
import online.cloudtolocalllm.cli.chat.JsonAnswer;
import online.cloudtolocalllm.cli.chat.ModelChoice;
import online.cloudtolocalllm.cli.keyboard.HistoryFile;
import online.cloudtolocalllm.cli.keyboard.Keyboard;
import online.cloudtolocalllm.cli.page.StatusPage;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.cli.run.Surroundings;
import online.cloudtolocalllm.client.UnifiedConnectionService;
import online.cloudtolocalllm.client.model.ChatRequest;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.words.Figures;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks one question and prints the answer as it is written, or holds a conversation. */
@Command(
        name = "chat",
        description = {
            "Talk with a model, or ask one question; answers are printed as they are written.",
            "Text that is piped in is the question, or is put below TEXT. Without any, at a",
            "terminal, a conversation begins; /help in it shows what can be typed."
        },
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} chat",
            "  ${ROOT-COMMAND-NAME} chat \"Why is the sky blue?\"",
            "  git diff | ${ROOT-COMMAND-NAME} chat --model llama3.2 Explain this change:",
            "",
            "An answer that breaks off ends with 1 and says so.",
            Root.EXIT_CODES
        })
final class ChatCommand implements Callable<Integer> {

    private static final int MAX_QUESTION = 16 * 1024 * 1024;

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

    @Option(
            names = "--json",
            description = "One JSON object a line: the pieces, and at the end \"done\" with who served and how fast.")
    private boolean json;

    @Parameters(arity = "0..*", paramLabel = "TEXT", description = "The question.")
    private List<String> text = List.of();

    ChatCommand(Root root) {
        this.root = root;
        this.surroundings = root.surroundings();
    }

    @Override
    public Integer call() throws CommandFailure {
        boolean talk = text.isEmpty()
                && !json
                && surroundings.terminal().in()
                && surroundings.terminal().out();
        if (talk) {
            return talk();
        }
        String question = question();
        DaemonStatus status = root.daemon().status();
        String chosen = model != null ? model : choose(status);
        ChatRequest request = new Conversation(chosen, system).request(question);
        AnswerPrinter printer = new AnswerPrinter(surroundings, !root.quiet());
        JsonAnswer lines = new JsonAnswer(surroundings.out());
        ChatOutcome outcome;
        try (UnifiedConnectionService service = root.service()) {
            outcome = new DaemonTalker(service, surroundings.time()).ask(request, json ? lines : printer);
        }
        if (!json) {
            printer.endLine();
        }
        if (printer.abandoned() || lines.abandoned()) {
            return ExitCode.FAILED.code();
        }
        Optional<CommandFailure> failure = ChatFailure.of(outcome, chosen);
        if (failure.isPresent()) {
            throw failure.get();
        }
        if (outcome instanceof ChatOutcome.Answered answered) {
            if (json) {
                lines.end(answered);
            } else {
                printer.footer(answered);
            }
        }
        return ExitCode.OK.code();
    }

    /** A conversation with somebody at a terminal. */
    private Integer talk() throws CommandFailure {
        DaemonStatus status = root.daemon().status();
        String chosen = model != null ? model : choose(status);
        HistoryFile history = new HistoryFile(surroundings.locations().home().resolve("chat_history"));
        try (UnifiedConnectionService service = root.service();
                Keyboard keyboard = surroundings.keyboard().open()) {
            root.progress(Words.model(chosen)
                    + status.snapshot()
                            .active()
                            .map(active -> " through " + active.name())
                            .orElse("") + ". /help shows what can be typed; Ctrl-D leaves.");
            ChatSession.Place place = new ChatSession.Place(
                    new DaemonTalker(service, surroundings.time()),
                    this::models,
                    root::progress,
                    failure -> Complaint.print(surroundings, failure));
            new ChatSession(surroundings, keyboard, history, place, new Conversation(chosen, system)).run();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "This terminal cannot be used for typing: " + Words.harmless(String.valueOf(e.getMessage())) + ".",
                    "Ask one question: cloudtolocalllm chat \"Why is the sky blue?\"");
        }
        return ExitCode.OK.code();
    }

    private List<String> models() throws CommandFailure {
        return root.daemon().status().snapshot().connections().stream()
                .filter(ConnectionStatus::enabled)
                .flatMap(connection -> connection.models().stream())
                .distinct()
                .sorted()
                .toList();
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
                        "The text that was piped in is larger than " + Figures.size(MAX_QUESTION) + ".",
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
                        "Get one with \"cloudtolocalllm pull llama3.2\", or name one: cloudtolocalllm chat"
                                + " --model NAME …"));
    }
}
