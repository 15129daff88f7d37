package online.cloudtolocalllm.chat.model.answer;

import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Opened;

/**
 * The part of a conversation that was read; never more than {@link #MOST} messages. Immutable.
 *
 * @param messages in the order in which they were said
 * @param earlier whether there are some before them
 * @param later whether there are some behind them
 */
record Pages(List<Message> messages, boolean earlier, boolean later) {

    /** How many messages are read at once. */
    static final int PAGE = 60;

    /** How many are held at once. */
    static final int MOST = 600;

    /** Nothing. */
    static final Pages EMPTY = new Pages(List.of(), false, false);

    /** Copies the list. */
    Pages {
        messages = List.copyOf(messages);
    }

    static Pages of(Opened opened) {
        return new Pages(opened.messages(), opened.earlier(), opened.later());
    }

    /** How many to read so that what is held stays, with two more. */
    int asMany() {
        return Math.clamp(messages.size() + 2L, PAGE, MOST);
    }

    /** With what is before them. */
    Pages with(Opened before) {
        List<Message> all = new ArrayList<>(before.messages());
        all.addAll(messages);
        boolean cut = all.size() > MOST;
        return new Pages(cut ? all.subList(0, MOST) : all, before.earlier(), later || cut);
    }

    /** With what is behind them. */
    Pages behind(Opened after) {
        List<Message> all = new ArrayList<>(messages);
        all.addAll(after.messages());
        boolean cut = all.size() > MOST;
        return new Pages(cut ? all.subList(all.size() - MOST, all.size()) : all, earlier || cut, after.later());
    }

    /** With this message as it is now, if it is among them; its place among the versions stays. */
    Pages with(Message now) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            Message there = messages.get(i);
            if (there.number() == now.number()) {
                List<Message> all = new ArrayList<>(messages);
                all.set(
                        i,
                        there.so(now.text(), now.thinking(), now.tools(), now.origin())
                                .ended(now.stage(), now.problem()));
                return new Pages(all, earlier, later);
            }
        }
        return this;
    }
}
