package online.cloudtolocalllm.chat.model.profile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.TalkActions;
import online.cloudtolocalllm.chat.model.talk.TalkState;

/** An open conversation that remembers what was done with it. */
public final class PlayedTalk implements TalkActions {

    /** Profiles that were set, oldest first. */
    public final List<Profile> profiles = new ArrayList<>();

    /** Conversations that were read again. */
    public final List<Long> reread = new ArrayList<>();

    private TalkState state = TalkState.NEW;

    /** A conversation of this number, title and profile; a new one for the number 0. */
    public static TalkState open(long number, String title, Profile profile) {
        Optional<Conversation> conversation = number == 0
                ? Optional.empty()
                : Optional.of(new Conversation(number, title, false, false, Instant.EPOCH, profile));
        return new TalkState(conversation, profile, List.of(), false, false, false, Set.of(), 0, "");
    }

    /** Opens this one. */
    public TalkState now(TalkState now) {
        state = now;
        return now;
    }

    @Override
    public TalkState state() {
        return state;
    }

    @Override
    public void open(long conversation) {
        now(open(conversation, "", Profile.PLAIN));
    }

    @Override
    public void openAt(long conversation, long message) {
        open(conversation);
    }

    @Override
    public void begin(Profile profile) {
        now(open(0, "", profile));
    }

    @Override
    public void beginLike(String model) {
        begin(Profile.PLAIN.withModel(model));
    }

    @Override
    public void profile(Profile profile) {
        profiles.add(profile);
        now(open(state.number(), "", profile));
    }

    @Override
    public void forget(long conversation) {
        begin(Profile.PLAIN);
    }

    @Override
    public void reread(long conversation) {
        reread.add(conversation);
    }
}
