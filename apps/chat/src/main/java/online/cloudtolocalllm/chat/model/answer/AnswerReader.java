package online.cloudtolocalllm.chat.model.answer;

import online.cloudtolocalllm.chat.model.talk.Kept;
import org.jspecify.annotations.Nullable;

/** Reads an answer to its end, and reads it on where the link was lost. Pure but for what it is given; blocks. */
final class AnswerReader {

    /** How often in a row a link is waited for. */
    static final int LINKS = 3;

    private final Asker asker;
    private final Listener listener;

    /** Who puts the answer together. */
    interface Listener {

        /** This is read from now on, until the next one is. */
        void reads(RunningAnswer running);

        void begun(Fetched.Begun begun);

        /** One more piece; false if no more is wanted. */
        boolean piece(Fetched.Piece piece);

        void whole();

        void broke(Trouble trouble);

        /** Where to read on; {@link Kept#NOTHING} if nowhere, or no more is wanted. */
        Kept kept();
    }

    /** What came of reading; without trouble it is over. */
    private record Reading(boolean some, @Nullable Trouble trouble) {}

    AnswerReader(Asker asker, Listener listener) {
        this.asker = asker;
        this.listener = listener;
    }

    /** Reads until it is whole, broke, or no more is wanted. */
    void read(Source source) {
        switch (source) {
            case Source.Ask(var request) -> read(asker.ask(request));
            case Source.GoOn(var request) -> read(asker.ask(request));
            case Source.Resume(Kept kept) -> {
                if (kept.there()) {
                    read(asker.attach(kept));
                } else {
                    listener.broke(Trouble.of(Trouble.Kind.NOT_KEPT));
                }
            }
            case Source.Nowhere(String why) -> throw new IllegalArgumentException("there is nothing to read: " + why);
        }
    }

    private void read(RunningAnswer first) {
        RunningAnswer next = first;
        int lost = 0;
        while (true) {
            Reading reading;
            try (RunningAnswer running = next) {
                listener.reads(running);
                reading = all(running);
            }
            Trouble trouble = reading.trouble();
            if (trouble == null) {
                return;
            }
            lost = reading.some() ? 1 : lost + 1;
            Kept kept = listener.kept();
            if (trouble.kind() != Trouble.Kind.LINK || lost > LINKS || !kept.there()) {
                listener.broke(trouble);
                return;
            }
            next = asker.attach(kept);
        }
    }

    private Reading all(RunningAnswer running) {
        boolean some = false;
        while (true) {
            switch (running.next()) {
                case Fetched.Begun begun -> listener.begun(begun);
                case Fetched.Piece piece -> {
                    some = true;
                    if (!listener.piece(piece)) {
                        return new Reading(true, null);
                    }
                }
                case Fetched.Whole _ -> {
                    listener.whole();
                    return new Reading(some, null);
                }
                case Fetched.Broke(Trouble trouble) -> {
                    return new Reading(some, trouble);
                }
            }
        }
    }
}
