package online.cloudtolocalllm.chat.model.answer;

import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.client.model.ChatRequest;
import online.cloudtolocalllm.client.model.Served;
import online.cloudtolocalllm.protocol.ipc.Tried;
import org.jspecify.annotations.Nullable;

/** Keeps the answers that a test gives, as the daemon does. Thread-safe. */
final class PlayedDaemon implements Asker {

    static final Served SERVED = new Served("local_ollama", 2, List.of(new Tried("gpu_box", "no route")));

    private final List<Answer> answers = new ArrayList<>();
    private final List<Kept> attached = new ArrayList<>();
    private boolean down;
    private boolean keeps = true;

    /** One that is being written. */
    private static final class Answer {
        private final String name;
        private final ChatRequest request;
        private final List<ChatPiece> pieces = new ArrayList<>();
        private @Nullable Fetched end;
        private @Nullable Reader reader;
        private boolean began;
        private boolean kept = true;
        private boolean cancelled;
        private boolean left;

        Answer(String name, ChatRequest request) {
            this.name = name;
            this.request = request;
        }
    }

    @Override
    public synchronized RunningAnswer ask(ChatRequest request) {
        Answer answer = new Answer(keeps ? "kept-" + answers.size() : "", request);
        if (!down) {
            answers.add(answer);
            notifyAll();
        }
        return reader(answer, 0);
    }

    @Override
    public synchronized RunningAnswer attach(Kept kept) {
        attached.add(kept);
        Answer none = new Answer(kept.request(), ChatRequest.of("", ""));
        none.kept = false;
        Answer answer = answers.stream()
                .filter(one -> one.name.equals(kept.request()))
                .findFirst()
                .orElse(none);
        if (answer.reader != null && !down) {
            answer.reader.over = Trouble.of(Trouble.Kind.TAKEN_OVER);
        }
        return reader(answer, kept.offset());
    }

    private Reader reader(Answer answer, long offset) {
        Reader reader = new Reader(answer, offset);
        if (down) {
            reader.over = new Trouble(Trouble.Kind.LINK, "the daemon is not running", Served.NOBODY);
        } else if (!answer.kept) {
            reader.over = Trouble.of(Trouble.Kind.NOT_KEPT);
        } else {
            answer.reader = reader;
        }
        notifyAll();
        return reader;
    }

    private final class Reader implements RunningAnswer {
        private final Answer answer;
        private long taken;
        private boolean begun;
        private @Nullable Trouble over;

        Reader(Answer answer, long offset) {
            this.answer = answer;
            taken = offset;
        }

        @Override
        public Fetched next() {
            synchronized (PlayedDaemon.this) {
                while (true) {
                    if (over != null) {
                        return new Fetched.Broke(over);
                    }
                    if (answer.end instanceof Fetched.Broke broke && taken == answer.pieces.size()) {
                        return broke;
                    }
                    if (!begun && answer.began) {
                        begun = true;
                        return new Fetched.Begun(SERVED, answer.name);
                    }
                    if (begun && taken < answer.pieces.size()) {
                        ChatPiece piece = answer.pieces.get((int) taken);
                        taken++;
                        return new Fetched.Piece(piece, taken);
                    }
                    if (begun && answer.end != null) {
                        return answer.end;
                    }
                    try {
                        PlayedDaemon.this.wait(20_000);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }

        @Override
        public void cancel() {
            synchronized (PlayedDaemon.this) {
                if (over == null) {
                    answer.cancelled = true;
                    over = Trouble.of(Trouble.Kind.ENDED_HERE);
                    PlayedDaemon.this.notifyAll();
                }
            }
        }

        @Override
        public void leave() {
            synchronized (PlayedDaemon.this) {
                if (over == null) {
                    answer.left = true;
                    over = Trouble.of(Trouble.Kind.ENDED_HERE);
                    PlayedDaemon.this.notifyAll();
                }
            }
        }

        @Override
        public void close() {
            synchronized (PlayedDaemon.this) {
                if (over == null && (answer.end == null || taken < answer.pieces.size())) {
                    cancel();
                }
            }
        }
    }

    synchronized int asked() {
        return answers.size();
    }

    synchronized ChatRequest request(int answer) {
        return answers.get(answer).request;
    }

    synchronized List<Kept> attached() {
        return List.copyOf(attached);
    }

    synchronized boolean cancelled(int answer) {
        return answers.get(answer).cancelled;
    }

    synchronized boolean left(int answer) {
        return answers.get(answer).left;
    }

    /** The answer begins. */
    synchronized void begin(int answer) {
        answers.get(answer).began = true;
        notifyAll();
    }

    /** The answer begins, if it has not, and goes on. */
    synchronized void say(int answer, ChatPiece... pieces) {
        begin(answer);
        answers.get(answer).pieces.addAll(List.of(pieces));
        notifyAll();
    }

    void say(int answer, String... texts) {
        for (String text : texts) {
            say(answer, Pieces.text(text));
        }
    }

    /** The answer is whole. */
    synchronized void end(int answer) {
        end(answer, "stop");
    }

    /** The answer is whole, for this reason. */
    synchronized void end(int answer, String reason) {
        say(answer, Pieces.last(reason));
        answers.get(answer).end = new Fetched.Whole();
        notifyAll();
    }

    /** The answer fails. */
    synchronized void fail(int answer, Trouble.Kind kind, String words) {
        answers.get(answer).end = new Fetched.Broke(new Trouble(kind, words, SERVED));
        notifyAll();
    }

    /** The link is lost; the next attempt finds it again. */
    synchronized void loseLink() {
        for (Answer answer : answers) {
            Reader reader = answer.reader;
            if (reader != null && reader.over == null) {
                reader.over = new Trouble(Trouble.Kind.LINK, "The link to the daemon was lost: closed.", Served.NOBODY);
            }
        }
        notifyAll();
    }

    /** Whether there is no link. */
    synchronized void down(boolean now) {
        down = now;
    }

    /** The daemon was started anew and keeps nothing. */
    synchronized void restart() {
        loseLink();
        answers.forEach(answer -> answer.kept = false);
    }

    /** The daemon has no room for answers. */
    synchronized void keepsNothing() {
        keeps = false;
    }
}
