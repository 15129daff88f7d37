package online.cloudtolocalllm.chat.model.answer;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Opened;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.store.ConversationStore;

/** Opens conversations and reads their pages. For JavaFX's thread; the store is asked elsewhere. */
final class Reading {

    private final ConversationStore store;
    private final Executor disk;
    private final Executor home;
    private final Desk desk;
    private final Answers answers;
    private final Drafts drafts;
    private final Drafts edits;

    Reading(
            ConversationStore store,
            Executor disk,
            Executor home,
            Desk desk,
            Answers answers,
            Drafts drafts,
            Drafts edits) {
        this.store = store;
        this.disk = disk;
        this.home = home;
        this.desk = desk;
        this.answers = answers;
        this.drafts = drafts;
        this.edits = edits;
    }

    /** Opens a conversation at its end. */
    void open(long conversation) {
        open(conversation, 0, () -> store.newest(conversation, Pages.PAGE));
    }

    /** Opens a conversation at a message. */
    void openAt(long conversation, long message) {
        open(conversation, message, () -> store.around(message, Pages.PAGE));
    }

    /** What was open stays so until this one is read. */
    private void open(long conversation, long marked, Supplier<Optional<Opened>> page) {
        long wish = desk.wish();
        disk.execute(() -> {
            Optional<AnswerRun> run = answers.in(conversation);
            Optional<Conversation> there = store.conversation(conversation);
            Optional<Opened> opened = there.isEmpty() ? Optional.empty() : page.get();
            drafts.read(conversation);
            edits.read(conversation);
            home.execute(() -> {
                if (desk.newest(wish)) {
                    show(there, opened.map(Pages::of).map(read -> answers.asItIs(read, run)), marked);
                }
            });
        });
    }

    private void show(Optional<Conversation> there, Optional<Pages> read, long marked) {
        if (there.isPresent() && read.isPresent()) {
            desk.seat(Seat.at(there.get(), read.get(), marked));
        } else {
            desk.seat().notice(Reasons.GONE);
        }
        desk.tell(answers);
    }

    /** Reads what stands before the first message that was read. */
    void earlier() {
        Pages now = desk.seat().pages();
        if (now.earlier() && !desk.seat().reading()) {
            long first = now.messages().getFirst().number();
            read(() -> store.earlier(first, Pages.PAGE), (there, read) -> there.with(read));
        }
    }

    /** Reads what stands behind the last message that was read. */
    void later() {
        Pages now = desk.seat().pages();
        if (now.later() && !desk.seat().reading()) {
            long last = now.messages().getLast().number();
            read(() -> store.later(last, Pages.PAGE), (there, read) -> there.behind(read));
        }
    }

    /** Reads the end. */
    void newest() {
        Seat here = desk.seat();
        here.unmark();
        if (here.pages().later()) {
            long number = here.number();
            read(() -> store.newest(number, Pages.PAGE), (there, read) -> Pages.of(read));
        } else {
            desk.tell(answers);
        }
    }

    /** Reads what stands around another version of a message, and what followed it. */
    void version(long message) {
        desk.seat().unmark();
        read(() -> store.around(message, Pages.PAGE), (there, read) -> Pages.of(read));
    }

    private void read(Supplier<Optional<Opened>> page, BiFunction<Pages, Opened, Pages> put) {
        Seat here = desk.seat();
        long number = here.number();
        long read = here.read();
        disk.execute(() -> {
            Optional<AnswerRun> run = answers.in(number);
            Optional<Opened> opened = page.get();
            home.execute(() -> {
                if (here.came(read)) {
                    opened.ifPresent(came -> here.pages(answers.asItIs(put.apply(here.pages(), came), run)));
                }
                desk.tell(answers);
            });
        });
    }

    /** Reads a conversation's title, pin and profile again, if it is open; a profile that was set here meanwhile is newer. */
    void reread(long conversation) {
        Profile before = desk.seat().profile();
        disk.execute(() -> {
            Optional<Conversation> now = store.conversation(conversation);
            home.execute(() -> {
                if (now.isPresent() && desk.seat().number() == conversation) {
                    if (desk.seat().profile().equals(before)) {
                        desk.seat().reread(now.get());
                    } else {
                        desk.seat().stored(now.get());
                    }
                    desk.tell(answers);
                }
            });
        });
    }
}
