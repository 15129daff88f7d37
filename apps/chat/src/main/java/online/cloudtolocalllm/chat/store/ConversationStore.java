package online.cloudtolocalllm.chat.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Found;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Opened;
import online.cloudtolocalllm.chat.model.talk.Preset;
import online.cloudtolocalllm.chat.model.talk.Profile;

/**
 * All conversations. Thread-safe. Methods block on the disk and belong on a virtual thread. What the disk refuses is told to
 * {@link #onProblem}, once for each kind of trouble, and shows in the results: a number 0, false, or nothing; no method throws for it.
 */
public interface ConversationStore extends AutoCloseable {

    /**
     * Has trouble told.
     *
     * @param listener gets sentences for the person, on any thread, also those from before it was given; an empty text when all is well
     *     again
     */
    void onProblem(Consumer<String> listener);

    /**
     * Conversations that were not deleted: those that are pinned first, then by their last message.
     *
     * @param words what their title or any of their messages has to hold, each word at least as a beginning; blank for all
     * @param most how many at most
     */
    List<Found> find(String words, int most);

    /** One conversation; empty if there is none, or it was deleted. */
    Optional<Conversation> conversation(long number);

    /** A new one without a message; its number is 0 if it could not be stored. */
    Conversation create(Profile profile, Instant at);

    /** The last messages of the chosen ones; empty if there is no such conversation. */
    Optional<Opened> newest(long conversation, int most);

    /** Chosen messages before this one, the nearest; empty if there is no such message. */
    Optional<Opened> earlier(long message, int most);

    /** Chosen messages behind this one, the nearest; empty if there is no such message. */
    Optional<Opened> later(long message, int most);

    /** Chosen messages around this one, which becomes chosen with all before it; empty if there is no such message. */
    Optional<Opened> around(long message, int most);

    /** The chosen messages up to this one, from the first; empty if there is no such message. */
    List<Message> pathTo(long message);

    /**
     * Stores a new message as the chosen child of its parent.
     *
     * @return the message with its number and versions; with the number 0 if it could not be stored
     */
    Message append(long conversation, Message message);

    /**
     * Stores how far an answer is: its text, thinking, tools, stage, problem and origin.
     *
     * @param kept where the daemon keeps the rest; {@link Kept#NOTHING} when nothing more will come
     * @return whether it is on the disk
     */
    boolean save(Message answer, Kept kept);

    /** Answers that are still being written, as far as the store knows, with their conversation. */
    List<Unfinished> unfinished();

    /**
     * An answer that was being written when the program ended.
     *
     * @param conversation where
     * @param message what there is of it
     * @param kept where its rest may be
     */
    record Unfinished(long conversation, Message message, Kept kept) {}

    /** Makes this message the chosen child of its parent; false if it could not. */
    boolean choose(long message);

    /**
     * Gives it a title.
     *
     * @param named whether the person did, which no title of ours replaces
     */
    boolean rename(long conversation, String title, boolean named);

    /** Keeps it on top, or no more. */
    boolean pin(long conversation, boolean pinned);

    /** Sets what it asks, and how. */
    boolean profile(long conversation, Profile profile);

    /** Takes it out of every list; {@link #restore} brings it back until {@link #purge}. */
    boolean delete(long conversation);

    /** Brings one back that was deleted; false if it is gone. */
    boolean restore(long conversation);

    /** Forgets for good what was deleted before this moment, pictures, drafts and all. */
    void purge(Instant before);

    /** All messages of a conversation, every version, parents before children. */
    List<Message> tree(long conversation);

    /**
     * Stores a whole conversation, all of it or nothing.
     *
     * @param conversation its title, pin and profile; its number does not count
     * @param tree parents before children; numbers and parents count among these messages only, and the last child of a parent
     *     becomes the chosen one
     * @return its number; 0 if it could not be stored
     */
    long add(Conversation conversation, List<Message> tree);

    /** Profiles to begin with, by name. */
    List<Preset> presets();

    /** Stores a preset, in the place of one of the same name. */
    boolean preset(Preset preset);

    /** Forgets a preset. */
    boolean forgetPreset(String name);

    /** A choice of the person's that is kept with the conversations; empty if it was never made. */
    Optional<String> choice(String name);

    /** The name of the choice that is what was typed and not sent in a conversation; it is forgotten with the conversation. */
    static String draft(long conversation) {
        return "draft:" + conversation;
    }

    /** The name of the choice that is which questions of a conversation were changed and not asked; it is forgotten with the conversation. */
    static String edits(long conversation) {
        return "edits:" + conversation;
    }

    /** Keeps a choice. */
    boolean choice(String name, String value);

    /** Lets go of the files; what was stored stays. */
    @Override
    void close();
}
