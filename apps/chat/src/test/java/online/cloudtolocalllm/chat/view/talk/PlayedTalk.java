package online.cloudtolocalllm.chat.view.talk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Image;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.OpenConversation;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.chat.model.talk.TalkState;

/** A conversation that is as a test says, and writes down what was asked of it. For JavaFX's thread. */
final class PlayedTalk implements OpenConversation {

    /** What was asked of it, in order, as {@code again 4}. */
    final List<String> asked = new ArrayList<>();
    /** The pictures that were sent last. */
    final List<Image> images = new ArrayList<>();
    /** What was kept as draft, by conversation. */
    final Map<Long, String> drafts = new HashMap<>();

    /** What questions were changed to, by conversation and question. */
    final Map<Long, Map<Long, String>> edits = new HashMap<>();

    /** Whether questions are taken. */
    boolean taking = true;

    private final List<Consumer<TalkState>> listeners = new ArrayList<>();
    private TalkState state = TalkState.NEW;

    /** It is so now. */
    void tell(TalkState now) {
        state = now;
        listeners.forEach(listener -> listener.accept(now));
    }

    /** A state of an open conversation with these messages, all of them. */
    static TalkState of(long number, List<Message> messages) {
        return of(number, messages, false, false);
    }

    /** A state of an open conversation with these messages. */
    static TalkState of(long number, List<Message> messages, boolean earlier, boolean later) {
        boolean answering = !messages.isEmpty() && !messages.getLast().stage().over();
        Conversation open = new Conversation(number, "Title", false, false, Samples.AT, Profile.PLAIN);
        return new TalkState(
                Optional.of(open),
                Profile.PLAIN.withModel("llama3.2"),
                messages,
                earlier,
                later,
                answering,
                Set.of(),
                0,
                "");
    }

    @Override
    public void onChange(Consumer<TalkState> listener) {
        listeners.add(listener);
        listener.accept(state);
    }

    @Override
    public boolean send(String text, List<Image> pictures) {
        asked.add("send " + text);
        images.clear();
        images.addAll(pictures);
        return taking;
    }

    @Override
    public void stop() {
        asked.add("stop");
    }

    @Override
    public void again(long answer) {
        asked.add("again " + answer);
    }

    @Override
    public void edit(long question, String text) {
        asked.add("edit " + question + " " + text);
    }

    @Override
    public void version(long message) {
        asked.add("version " + message);
    }

    @Override
    public void goOn(long answer) {
        asked.add("goOn " + answer);
    }

    @Override
    public void earlier() {
        asked.add("earlier");
    }

    @Override
    public void later() {
        asked.add("later");
    }

    @Override
    public void newest() {
        asked.add("newest");
    }

    @Override
    public String draft() {
        return drafts.getOrDefault(state.number(), "");
    }

    @Override
    public void draft(String text) {
        drafts.put(state.number(), text);
    }

    @Override
    public Map<Long, String> edits() {
        return Map.copyOf(edits.getOrDefault(state.number(), Map.of()));
    }

    @Override
    public void keepEdit(long question, String text) {
        edits.computeIfAbsent(state.number(), number -> new HashMap<>()).put(question, text);
    }

    @Override
    public void leaveEdit(long question) {
        edits.getOrDefault(state.number(), new HashMap<>()).remove(question);
    }

    @Override
    public TalkState state() {
        return state;
    }

    @Override
    public void open(long conversation) {
        asked.add("open " + conversation);
    }

    @Override
    public void openAt(long conversation, long message) {
        asked.add("openAt " + conversation + " " + message);
    }

    @Override
    public void begin(Profile profile) {
        asked.add("begin");
    }

    @Override
    public void beginLike(String model) {
        asked.add("begin like " + model);
    }

    @Override
    public void profile(Profile profile) {
        asked.add("profile");
    }

    @Override
    public void forget(long conversation) {
        asked.add("forget " + conversation);
    }

    @Override
    public void reread(long conversation) {
        asked.add("reread " + conversation);
    }

    @Override
    public void close() {
        asked.add("close");
    }
}
