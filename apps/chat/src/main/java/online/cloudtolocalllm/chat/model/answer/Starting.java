package online.cloudtolocalllm.chat.model.answer;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import online.cloudtolocalllm.chat.model.answer.Beginnings.Begun;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Opened;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.store.ConversationStore;

/** Begins answers in what is open. For JavaFX's thread; the store is asked elsewhere. */
final class Starting {

    private final ConversationStore store;
    private final Executor disk;
    private final Executor home;
    private final Desk desk;
    private final Answers answers;

    Starting(ConversationStore store, Executor disk, Executor home, Desk desk, Answers answers) {
        this.store = store;
        this.disk = disk;
        this.home = home;
        this.desk = desk;
        this.answers = answers;
    }

    /** What is stored first. Blocks. */
    interface Step extends BiFunction<Long, Profile, Begun> {

        /**
         * Stores it.
         *
         * @param conversation its number; 0 for a new one
         * @param profile what is asked, and how
         */
        @Override
        Begun apply(Long conversation, Profile profile);
    }

    /** What the disk had at the end. */
    private record Outcome(Begun begun, Optional<Conversation> now, Optional<Opened> page) {}

    /**
     * Begins one.
     *
     * @param end whether the end of the conversation is shown then, and not what was
     * @param refused called when not even a question could be stored
     * @return whether it was taken; false while an answer is being written here
     */
    boolean start(Step step, boolean end, Runnable refused) {
        Seat here = desk.seat();
        if (here.starting().isPresent() || answers.in(here.number()).isPresent()) {
            return false;
        }
        long number = here.number();
        Profile asked = here.profile();
        AnswerRun run = answers.wish(number);
        here.starting(run);
        here.notice("");
        here.unmark();
        long read = end ? here.read() : 0;
        int most = here.pages().asMany();
        disk.execute(() -> {
            Outcome outcome = begin(run, step, number, asked, most);
            home.execute(() -> {
                here.started(run);
                boolean shows = end && here.came(read);
                Seat now = desk.seat();
                // The same conversation may have been opened once more, and read before this was stored in it.
                boolean anew = !now.equals(here) && number != 0 && now.number() == number;
                started(anew ? now : here, run, outcome, shows || (anew && end));
                if (outcome.begun() instanceof Begun.Refused(String _, long stored) && stored == 0) {
                    refused.run();
                }
                if (!here.profile().equals(asked) && number == 0 && here.number() != 0) {
                    disk.execute(() -> store.profile(here.number(), here.profile()));
                }
                desk.tell(answers);
            });
        });
        desk.tell(answers);
        return true;
    }

    private Outcome begin(AnswerRun run, Step step, long number, Profile asked, int most) {
        Begun begun;
        try {
            begun = step.apply(number, asked);
        } catch (RuntimeException e) {
            // Otherwise nothing could be asked here ever again.
            begun = new Begun.Refused(Reasons.unexpected(e), 0);
        }
        long where =
                switch (begun) {
                    case Begun.Ready(var conversation, var place, var source, String _) -> {
                        run.begin(conversation.number(), place, source);
                        yield conversation.number();
                    }
                    case Begun.Refused(String _, long conversation) -> {
                        run.abandon();
                        yield conversation;
                    }
                };
        return where == 0
                ? new Outcome(begun, Optional.empty(), Optional.empty())
                : new Outcome(begun, store.conversation(where), store.newest(where, most));
    }

    private void started(Seat here, AnswerRun run, Outcome outcome, boolean shows) {
        outcome.now().ifPresent(here::stored);
        if (shows) {
            outcome.page()
                    .map(Pages::of)
                    .map(read -> answers.asItIs(read, Optional.of(run)))
                    .ifPresent(here::pages);
        } else {
            here.pages(answers.asItIs(here.pages(), Optional.of(run)));
        }
        here.notice(
                switch (outcome.begun()) {
                    case Begun.Ready ready -> ready.notice();
                    case Begun.Refused refused -> refused.why();
                });
    }
}
