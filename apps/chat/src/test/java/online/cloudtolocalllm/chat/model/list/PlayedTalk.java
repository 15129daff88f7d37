package online.cloudtolocalllm.chat.model.list;

import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.TalkActions;
import online.cloudtolocalllm.chat.model.talk.TalkState;

/** An open conversation that notes what it is told. For one thread. */
public final class PlayedTalk implements TalkActions {

    private final List<String> heard = new ArrayList<>();
    private TalkState state = TalkState.NEW;

    /** What it was told, in order. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    /** It is so now. */
    public void is(TalkState now) {
        state = now;
    }

    @Override
    public TalkState state() {
        return state;
    }

    @Override
    public void open(long conversation) {
        heard.add("open " + conversation);
    }

    @Override
    public void openAt(long conversation, long message) {
        heard.add("open " + conversation + " at " + message);
    }

    @Override
    public void begin(Profile profile) {
        heard.add("begin " + profile.model());
    }

    @Override
    public void beginLike(String model) {
        heard.add("begin " + model);
    }

    @Override
    public void profile(Profile profile) {
        heard.add("profile");
    }

    @Override
    public void forget(long conversation) {
        heard.add("forget " + conversation);
    }

    @Override
    public void reread(long conversation) {
        heard.add("reread " + conversation);
    }
}
