package online.cloudtolocalllm.cli.chat;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import online.cloudtolocalllm.cli.keyboard.HistoryFile;
import online.cloudtolocalllm.cli.keyboard.Keyboard;
import online.cloudtolocalllm.cli.keyboard.Typed;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.cli.run.Surroundings;

/** A conversation at a terminal, from the first prompt until the person leaves. For one thread. */
public final class ChatSession {

    /** What can be typed, for {@code /help}. */
    public static final List<String> HELP = List.of(
            "/model [NAME]    ask another model; without a name, show the models",
            "/system [TEXT]   instructions to the model; \"none\" for none; without a text, show them",
            "/save FILE       write the conversation to a new file, as JSON if it ends in .json",
            "/clear           begin a new conversation",
            "/bye             leave, as Ctrl-D does",
            "",
            "A line that ends with \\ goes on in the next one, and so do all lines between two \"\"\".",
            "Ctrl-C stops an answer. The arrow keys and Ctrl-R bring back what you typed; what begins",
            "with a blank is not kept. // begins a message with a slash.");

    private static final String PROMPT = "> ";
    private static final String PROMPT_OF_MORE = ". ";

    private final Surroundings surroundings;
    private final Keyboard keyboard;
    private final HistoryFile history;
    private final Place place;
    private final Conversation conversation;
    private final Draft draft = new Draft();

    /**
     * What a conversation needs from around it.
     *
     * @param talker asks the model
     * @param models the names of the models that can be asked
     * @param remark tells the person something that is no answer
     * @param complain tells of a failure
     */
    public record Place(Talker talker, Models models, Consumer<String> remark, Consumer<CommandFailure> complain) {}

    /** Tells the models that can be asked. */
    @FunctionalInterface
    public interface Models {

        /**
         * Their names.
         *
         * @throws CommandFailure if the daemon does not say
         */
        List<String> names() throws CommandFailure;
    }

    /** A session. */
    public ChatSession(
            Surroundings surroundings, Keyboard keyboard, HistoryFile history, Place place, Conversation conversation) {
        this.surroundings = surroundings;
        this.keyboard = keyboard;
        this.history = history;
        this.place = place;
        this.conversation = conversation;
    }

    /** Talks until the person leaves. */
    public void run() {
        keyboard.onInterrupt(place.talker()::stop);
        try {
            keyboard.recall(history.entries());
        } catch (IOException e) {
            place.remark().accept("What was typed before cannot be read: " + Words.harmless(e.toString()));
        }
        boolean goesOn = true;
        while (goesOn && !surroundings.out().checkError()) {
            goesOn = switch (keyboard.line(draft.isEmpty() ? PROMPT : PROMPT_OF_MORE)) {
                case Typed.Line(String text) -> typed(text);
                case Typed.Interrupted(String text) -> interrupted(text);
                case Typed.End ignored -> false;
            };
        }
    }

    private boolean interrupted(String text) {
        if (draft.isEmpty() && text.isBlank()) {
            place.remark().accept("Ctrl-D or /bye leaves.");
        }
        draft.clear();
        return true;
    }

    private boolean typed(String line) {
        Optional<String> message = draft.line(line);
        if (message.isEmpty()) {
            return true;
        }
        Said said = Said.of(message.get());
        if (!(said instanceof Said.Nothing)) {
            remember(message.get());
        }
        switch (said) {
            case Said.Nothing ignored -> {}
            case Said.Question(String text) -> ask(text);
            case Said.Model(Optional<String> name) -> model(name);
            case Said.Instructions(Optional<String> text) -> instruct(text);
            case Said.Save(String file) -> save(file);
            case Said.Clear ignored -> {
                conversation.clear();
                place.remark().accept("A new conversation.");
            }
            case Said.Help ignored -> HELP.forEach(surroundings.out()::println);
            case Said.Unknown(String command) ->
                place.remark().accept("There is no " + Words.harmless(command) + ". /help shows what there is.");
            case Said.Leave ignored -> {
                return false;
            }
        }
        return true;
    }

    private void remember(String message) {
        try {
            keyboard.recall(history.add(message));
        } catch (IOException e) {
            place.remark().accept("What you typed cannot be kept: " + Words.harmless(e.toString()));
        }
    }

    private void ask(String question) {
        StringBuilder answer = new StringBuilder();
        AnswerPrinter printer = new AnswerPrinter(surroundings, true);
        ChatOutcome outcome = place.talker().ask(conversation.request(question), (text, thinking) -> {
            printer.piece(text, thinking);
            if (!thinking) {
                answer.append(text);
            }
        });
        printer.endLine();
        switch (outcome) {
            case ChatOutcome.Answered answered -> {
                conversation.said(question, answer.toString());
                printer.footer(answered);
            }
            case ChatOutcome.Stopped ignored -> {
                if (!answer.isEmpty()) {
                    conversation.said(question, answer.toString());
                }
                place.remark().accept("Stopped.");
            }
            case ChatOutcome.Refused _, ChatOutcome.Broken _, ChatOutcome.Unreachable _ ->
                ChatFailure.of(outcome, conversation.model()).ifPresent(place.complain());
        }
    }

    private void model(Optional<String> name) {
        if (name.isPresent()) {
            conversation.useModel(name.get());
            place.remark().accept("Now asking " + Words.model(name.get()) + ".");
            return;
        }
        try {
            for (String one : place.models().names()) {
                boolean asked = Words.model(one).equals(Words.model(conversation.model()));
                surroundings.out().println((asked ? "● " : "  ") + Words.model(one));
            }
        } catch (CommandFailure e) {
            place.complain().accept(e);
        }
    }

    private void instruct(Optional<String> text) {
        text.ifPresent(conversation::instruct);
        String now = conversation.system();
        place.remark().accept(now.isEmpty() ? "No instructions." : "Instructions: " + Words.harmless(now));
    }

    private void save(String typed) {
        if (typed.isEmpty() || conversation.isEmpty()) {
            place.remark().accept(typed.isEmpty() ? "For example: /save talk.md" : "Nothing was said yet.");
            return;
        }
        try {
            Path file = Path.of(typed.startsWith("~/") ? surroundings.userHome() + typed.substring(1) : typed);
            String content =
                    typed.endsWith(".json") ? conversation.toJson().toJson() + "\n" : conversation.toMarkdown();
            Files.writeString(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            place.remark().accept("Saved to " + Words.harmless(file.toString()) + ".");
        } catch (FileAlreadyExistsException e) {
            place.complain().accept(unsaved(Words.harmless(typed) + " is there already"));
        } catch (NoSuchFileException e) {
            place.complain().accept(unsaved("There is no such folder: " + Words.harmless(typed)));
        } catch (IOException | InvalidPathException e) {
            place.complain()
                    .accept(unsaved(
                            Words.harmless(typed) + " cannot be written (" + Words.harmless(e.toString()) + ")"));
        }
    }

    private static CommandFailure unsaved(String why) {
        return new CommandFailure(ExitCode.FAILED, why + ".", "Name another file: /save FILE");
    }
}
