package online.cloudtolocalllm.chat.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.model.ChatMessage;
import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.client.model.ChatRequest;
import online.cloudtolocalllm.client.model.Finish;
import online.cloudtolocalllm.client.model.Served;
import online.cloudtolocalllm.protocol.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with a model: questions, answers as they come, one at a time. Thread-safe; no method blocks but what runs on a virtual
 * thread of its own.
 */
public final class Talk {

    /** Asks a model; as {@code UnifiedConnectionService.chatStream}. */
    @FunctionalInterface
    public interface Asker {

        /** The answer, to be closed. Blocks for the link. */
        RunningAnswer ask(ChatRequest request) throws DaemonException;
    }

    private final Asker asker;
    private final TimeSource time;
    private final Runnable onChange;
    private final Object lock = new Object();

    /** Guarded by the lock, as the next three. */
    private final List<Turn> turns = new ArrayList<>();

    private final StringBuilder answer = new StringBuilder();
    private @Nullable RunningAnswer running;
    private boolean stopped;
    /** Whether all is forgotten when the answer that is under way has ended. Guarded by the lock. */
    private boolean forgets;

    /**
     * An empty one.
     *
     * @param onChange called on any thread whenever {@link #turns()} has changed, for each piece of an answer
     */
    public Talk(Asker asker, TimeSource time, Runnable onChange) {
        this.asker = asker;
        this.time = time;
        this.onChange = onChange;
    }

    /** Everything that was said so far. */
    public List<Turn> turns() {
        synchronized (lock) {
            settle();
            return List.copyOf(turns);
        }
    }

    /** The text of the answer that is being written is put into its turn only when somebody looks. */
    private void settle() {
        if (!turns.isEmpty() && turns.getLast().stage() == Turn.Stage.WRITING) {
            turns.set(turns.size() - 1, turns.getLast().writing(answer.toString()));
        }
    }

    /** Whether an answer is under way. */
    public boolean busy() {
        synchronized (lock) {
            return isBusy();
        }
    }

    private boolean isBusy() {
        return !turns.isEmpty() && !turns.getLast().stage().over();
    }

    /** Asks; false if the question is blank or an answer is under way, and nothing was asked. */
    public boolean ask(String model, String question) {
        ChatRequest request;
        synchronized (lock) {
            if (question.isBlank() || isBusy()) {
                return false;
            }
            turns.add(Turn.asked(question.strip()));
            answer.setLength(0);
            stopped = false;
            request = ChatRequest.of(model, messages());
        }
        onChange.run();
        Thread.ofVirtual().name("answer").start(() -> read(request));
        return true;
    }

    /**
     * What broke off or failed is told again as far as it came, unless the same was asked again at once; a question without any answer
     * is left out.
     */
    private List<ChatMessage> messages() {
        List<ChatMessage> messages = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            Turn turn = turns.get(i);
            if (i + 1 < turns.size() && turn.repeatedBy(turns.get(i + 1))) {
                continue;
            }
            boolean last = turn.stage() == Turn.Stage.WAITING;
            if (last || !turn.answer().isEmpty()) {
                messages.add(ChatMessage.user(turn.question()));
            }
            if (!last && !turn.answer().isEmpty()) {
                messages.add(ChatMessage.assistant(turn.answer()));
            }
        }
        return messages;
    }

    /** Ends the answer that is under way; what has come stays. Does nothing without one. */
    public void stop() {
        RunningAnswer pieces;
        synchronized (lock) {
            if (!isBusy()) {
                return;
            }
            stopped = true;
            pieces = running;
        }
        if (pieces != null) {
            pieces.cancel();
        }
    }

    /** Forgets everything that was said; an answer that is under way is stopped, and then forgotten, too. */
    public void clear() {
        synchronized (lock) {
            forgets = isBusy();
            if (!forgets) {
                turns.clear();
            }
        }
        stop();
        onChange.run();
    }

    private void read(ChatRequest request) {
        long asked = time.nanoTime();
        Duration first = Duration.ZERO;
        Served served = Served.NOBODY;
        Optional<Finish> finish = Optional.empty();
        try (RunningAnswer pieces = asker.ask(request)) {
            if (running(pieces)) {
                pieces.cancel();
            }
            served = pieces.served();
            for (Optional<ChatPiece> piece = pieces.next(); piece.isPresent(); piece = pieces.next()) {
                if (first.isZero() && !piece.get().content().isEmpty()) {
                    first = Duration.ofNanos(time.nanoTime() - asked);
                }
                append(piece.get().content());
                finish = piece.get().finish();
            }
            end(Turn.Stage.DONE, Footer.of(served, request.model(), finish, first), "");
        } catch (DaemonException e) {
            boolean wished = wasStopped();
            end(
                    wished ? Turn.Stage.STOPPED : Turn.Stage.FAILED,
                    wished && !served.connection().isEmpty()
                            ? Footer.of(served, request.model(), finish, first) + " · stopped"
                            : "",
                    wished ? "" : Failure.of(e, served, wroteSomething()));
        }
    }

    /** Takes note of it; true if the answer was stopped before it began. */
    private boolean running(RunningAnswer pieces) {
        synchronized (lock) {
            running = pieces;
            return stopped;
        }
    }

    private boolean wroteSomething() {
        synchronized (lock) {
            return !answer.isEmpty();
        }
    }

    private boolean wasStopped() {
        synchronized (lock) {
            return stopped;
        }
    }

    private void append(String text) {
        if (text.isEmpty()) {
            return;
        }
        synchronized (lock) {
            answer.append(text);
            if (turns.getLast().stage() == Turn.Stage.WAITING) {
                turns.set(turns.size() - 1, turns.getLast().writing(""));
            }
        }
        onChange.run();
    }

    private void end(Turn.Stage stage, String footer, String problem) {
        synchronized (lock) {
            settle();
            running = null;
            turns.set(turns.size() - 1, turns.getLast().ended(stage, footer, problem));
            if (forgets) {
                forgets = false;
                turns.clear();
            }
        }
        onChange.run();
    }
}
