package online.cloudtolocalllm.settings.model.connections;

import java.util.function.Consumer;
import online.cloudtolocalllm.settings.model.Daemon;
import online.cloudtolocalllm.settings.model.Reply;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.TokenCommand;
import online.cloudtolocalllm.window.words.Words;

/**
 * Adds a connection: first its settings, then its key, which only the daemon stores. A connection whose key could not be stored stays:
 * the key can be given again. No key is kept here. For the window's thread.
 */
public final class Adding {

    private final Settings settings;
    private final Daemon daemon;
    private final Consumer<Step> shown;
    private final Consumer<String> added;
    /** Rises with every attempt: what comes of a former one is no news. */
    private int attempt;

    /** How far it has come. */
    public sealed interface Step {

        /** Somebody types. */
        record Typing() implements Step {}

        /** The settings are being stored. */
        record Creating() implements Step {}

        /**
         * It is there; its key is being stored.
         *
         * @param name its name
         */
        record Storing(String name) implements Step {}

        /**
         * It is there, and its key is not stored.
         *
         * @param name its name
         * @param why as a sentence
         * @param locked whether a keyring is closed, so that a file would help
         */
        record Keyless(String name, String why, boolean locked) implements Step {}
    }

    /**
     * Begins with nothing.
     *
     * @param shown hears every step
     * @param added hears the name of each connection that is complete
     */
    public Adding(Settings settings, Daemon daemon, Consumer<Step> shown, Consumer<String> added) {
        this.settings = settings;
        this.daemon = daemon;
        this.shown = shown;
        this.added = added;
    }

    /**
     * Adds it, if it can be.
     *
     * @param key its key; empty for none
     */
    public void add(Draft draft, String key) {
        if (!draft.complete(settings.state().config(), key)) {
            return;
        }
        int mine = ++attempt;
        String name = draft.name().strip();
        shown.accept(new Step.Creating());
        settings.apply(draft.edit(), stored -> {
            if (stored && !key.isBlank()) {
                key(name, key, false, mine);
            } else if (mine == attempt) {
                shown.accept(new Step.Typing());
                if (stored) {
                    added.accept(name);
                }
            }
        });
    }

    /**
     * Stores the key of a connection that was added without it.
     *
     * @param file whether a file takes it, past a closed keyring
     */
    public void key(String name, String key, boolean file) {
        key(name, key, file, ++attempt);
    }

    private void key(String name, String key, boolean file, int mine) {
        if (mine == attempt) {
            shown.accept(new Step.Storing(name));
        }
        daemon.ask(TokenCommand.store(name, key, file), TokenCommand.LIMIT, reply -> answered(name, reply, mine));
    }

    private void answered(String name, Reply reply, int mine) {
        if (reply instanceof Reply.Done) {
            settings.refresh();
        }
        if (mine != attempt) {
            if (reply instanceof Reply.Failed failed) {
                settings.say("The key of " + Words.plain(name) + " was not stored: " + failed.sentence(), false, true);
            }
            return;
        }
        switch (reply) {
            case Reply.Done ignored -> {
                shown.accept(new Step.Typing());
                added.accept(name);
            }
            case Reply.Refused refused ->
                shown.accept(new Step.Keyless(name, refused.sentence(), TokenCommand.isLocked(refused)));
            case Reply.Away away -> shown.accept(new Step.Keyless(name, away.sentence(), false));
        }
    }

    /** Nobody looks any more: what is under way goes on, and is told at the foot of the window if it fails. */
    public void leave() {
        attempt++;
        shown.accept(new Step.Typing());
    }
}
