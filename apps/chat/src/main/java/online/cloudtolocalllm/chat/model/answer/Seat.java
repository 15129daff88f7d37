package online.cloudtolocalllm.chat.model.answer;

import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import org.jspecify.annotations.Nullable;

/** What is open: a conversation as far as it was read, or a new one. For JavaFX's thread. */
final class Seat {

    private @Nullable Conversation conversation;
    private Profile profile;
    private Pages pages = Pages.EMPTY;
    private long marked;
    private String notice = "";
    private long reads;
    private boolean reading;
    /** An answer that is wished for here and has no place yet. */
    private @Nullable AnswerRun starting;

    private Seat(@Nullable Conversation conversation, Profile profile) {
        this.conversation = conversation;
        this.profile = profile;
    }

    /** A new conversation. */
    static Seat fresh(Profile profile) {
        return new Seat(null, profile);
    }

    /** A conversation that was read. */
    static Seat at(Conversation conversation, Pages pages, long marked) {
        Seat seat = new Seat(conversation, conversation.profile());
        seat.pages = pages;
        seat.marked = marked;
        return seat;
    }

    /** The conversation's number; 0 for a new one. */
    long number() {
        return conversation == null ? 0 : conversation.number();
    }

    Profile profile() {
        return profile;
    }

    void profile(Profile asked) {
        profile = asked;
        Conversation there = conversation;
        if (there != null) {
            conversation = new Conversation(
                    there.number(), there.title(), there.named(), there.pinned(), there.changed(), asked);
        }
    }

    /** How the store has it now; its profile counts. */
    void reread(Conversation now) {
        conversation = now;
        profile = now.profile();
    }

    /** How the store has it now, except for its profile, which may have changed here since. */
    void stored(Conversation now) {
        conversation = now;
        profile(profile);
    }

    Pages pages() {
        return pages;
    }

    void pages(Pages read) {
        pages = read;
    }

    void notice(String sentences) {
        notice = sentences;
    }

    void unmark() {
        marked = 0;
    }

    /** Whether pages are being read. */
    boolean reading() {
        return reading;
    }

    /** Pages are being read from now on; what was asked for before does not count any more. */
    long read() {
        reading = true;
        return ++reads;
    }

    /** They came; false if they do not count any more. */
    boolean came(long read) {
        boolean counts = read == reads;
        reading &= !counts;
        return counts;
    }

    Optional<AnswerRun> starting() {
        return Optional.ofNullable(starting);
    }

    void starting(AnswerRun run) {
        starting = run;
    }

    /** This one has its place, or never will. */
    void started(AnswerRun run) {
        if (run.equals(starting)) {
            starting = null;
        }
    }

    /** As it is told. */
    TalkState state(Answers answers, String trouble) {
        Optional<AnswerRun> run = answers.in(number());
        Pages now = run.flatMap(AnswerRun::message).map(pages::with).orElse(pages);
        Set<Long> running = answers.conversations();
        return new TalkState(
                Optional.ofNullable(conversation),
                profile,
                now.messages(),
                now.earlier(),
                now.later(),
                run.isPresent() || starting != null,
                running,
                marked,
                notice.isEmpty() ? trouble : notice);
    }
}
