package online.cloudtolocalllm.chat.model.profile;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import online.cloudtolocalllm.chat.model.Undo;
import online.cloudtolocalllm.chat.model.library.Errands;
import online.cloudtolocalllm.chat.model.talk.Preset;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.TalkActions;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import online.cloudtolocalllm.chat.store.ConversationStore;

/**
 * What the open conversation asks beside its question. Every change that makes sense counts at once; what makes none stands in its field with
 * the reason, and what was before goes on to count. For JavaFX's thread; no method blocks.
 */
public final class Options {

    /** A conversation that lags behind by more than this many keys is believed again. */
    private static final int MOST_ECHOES = 64;

    private final TalkActions talk;
    private final Undo undo;
    private final Presets presets;
    private final List<Consumer<OptionsState>> listeners = new CopyOnWriteArrayList<>();
    /** Profiles that were set here and may still come back, oldest first. */
    private final Deque<Profile> echoes = new ArrayDeque<>();

    private long conversation;
    /** How many conversations were opened; a new one stays the same when it gets its number. */
    private int visit;

    private Profile profile = Profile.PLAIN;
    private ProfileForm form = ProfileForm.of(Profile.PLAIN);

    /** One for the open conversation. Reads the presets. */
    public Options(TalkActions talk, ConversationStore store, Errands errands, Undo undo) {
        this.talk = talk;
        this.undo = undo;
        this.presets = new Presets(store, errands, undo, this::told);
        presets.read();
    }

    /** Tells each new state, also the one that is now. */
    public void onChange(Consumer<OptionsState> listener) {
        listeners.add(listener);
        listener.accept(state());
    }

    /** How it is now. */
    public OptionsState state() {
        return new OptionsState(
                form,
                profile.model(),
                profile.equals(Profile.PLAIN.withModel(profile.model())) && form.fits(),
                presets.all(),
                presets.problem());
    }

    /** The open conversation is so now. What is written just now is not touched by what comes back of it. */
    public void show(TalkState now) {
        boolean moved = now.number() != conversation;
        boolean other = moved && conversation != 0;
        conversation = now.number();
        Profile there = now.profile();
        if (other) {
            take(there);
            visit++;
        } else if (there.equals(profile)) {
            echoes.clear();
            return;
        } else if (!moved && echoes.contains(there)) {
            return;
        } else if (there.withModel(profile.model()).equals(profile)) {
            // Another model was chosen, or a new conversation got one with its first question: what is written just now
            // stays.
            profile = there;
        } else {
            take(there);
            visit += moved ? 1 : 0;
        }
        told();
    }

    private void take(Profile now) {
        echoes.clear();
        profile = now;
        form = ProfileForm.of(now);
    }

    /** Somebody writes this. */
    public void edit(ProfileForm now) {
        if (now.equals(form)) {
            return;
        }
        form = now;
        set(now.over(profile));
        told();
    }

    private void set(Profile now) {
        if (now.equals(profile)) {
            return;
        }
        echoes.addLast(profile);
        if (echoes.size() > MOST_ECHOES) {
            echoes.removeFirst();
        }
        profile = now;
        talk.profile(now);
    }

    /** Takes over what a preset sets; its model, too, if it has one. */
    public void apply(Preset preset) {
        Profile wanted = preset.profile();
        replace(
                wanted.model().isEmpty() ? wanted.withModel(profile.model()) : wanted,
                "The preset \"" + preset.name() + "\" was applied.");
    }

    /** Has everything as the model and the server have it. */
    public void reset() {
        replace(Profile.PLAIN.withModel(profile.model()), "The options were reset.");
    }

    private void replace(Profile wanted, String sentence) {
        int here = visit;
        Profile before = profile;
        ProfileForm typed = form;
        form = ProfileForm.of(wanted);
        set(wanted);
        told();
        if (before.equals(wanted) && typed.equals(form)) {
            return;
        }
        undo.offer(
                sentence,
                () -> {
                    // In another conversation there is nothing to take back.
                    if (here == visit) {
                        form = typed;
                        set(before.withModel(before.model().equals(wanted.model()) ? profile.model() : before.model()));
                        told();
                    }
                },
                () -> {});
    }

    /**
     * Keeps what is set as a preset.
     *
     * @param withModel whether the model belongs to it
     */
    public void save(String name, boolean withModel) {
        presets.save(name, withModel ? profile : profile.withModel(""));
    }

    /** Forgets a preset, which can be undone. */
    public void delete(Preset preset) {
        presets.delete(preset);
    }

    private void told() {
        OptionsState state = state();
        listeners.forEach(listener -> listener.accept(state));
    }
}
