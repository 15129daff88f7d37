package online.cloudtolocalllm.chat.model.standing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import online.cloudtolocalllm.chat.model.talk.Stage;
import online.cloudtolocalllm.chat.model.talk.TalkState;
import online.cloudtolocalllm.protocol.ipc.IconState;
import online.cloudtolocalllm.protocol.words.Figures;

/**
 * Tells the tray what goes on in the window while nobody looks at it: answers that are being written, and those that have ended unseen.
 * Numbers only: a tooltip is read by whoever stands behind the person. For JavaFX's thread; no method blocks.
 */
public final class TrayNews {

    private final TrayFace tray;
    private Set<Long> running = Set.of();
    /** Conversations with an answer that ended unseen, and whether it is whole. */
    private final Map<Long, Boolean> unread = new HashMap<>();

    private boolean seen;
    private String said = "";
    private IconState icon = IconState.IDLE;

    /** News for this tray, which shows nothing of the window yet. */
    public TrayNews(TrayFace tray) {
        this.tray = tray;
    }

    /** Whether the person looks at the window. */
    public void seen(boolean now) {
        seen = now;
        if (now) {
            unread.clear();
        }
        tell();
    }

    /** What goes on in the conversations. */
    public void show(TalkState state) {
        for (long conversation : running) {
            if (!state.running().contains(conversation) && !seen) {
                unread.put(conversation, state.number() != conversation || whole(state));
            }
        }
        running = state.running();
        unread.keySet().removeAll(running);
        tell();
    }

    private static boolean whole(TalkState state) {
        return state.messages().isEmpty() || state.messages().getLast().stage() != Stage.BROKEN;
    }

    private void tell() {
        List<String> parts = new ArrayList<>();
        if (!running.isEmpty()) {
            parts.add(
                    running.size() == 1 ? "An answer is being written" : running.size() + " answers are being written");
        }
        long broken = unread.values().stream().filter(whole -> !whole).count();
        if (broken > 0) {
            parts.add(Figures.count(broken, "answer") + " broke off");
        }
        if (unread.size() > broken) {
            parts.add(Figures.count(unread.size() - broken, "new answer"));
        }
        String text = String.join(" · ", parts);
        if (!text.equals(said)) {
            said = text;
            tray.tooltip(text);
        }
        IconState state = broken > 0 ? IconState.ERROR : parts.isEmpty() ? IconState.IDLE : IconState.CONNECTED;
        if (state != icon) {
            icon = state;
            tray.icon(state);
        }
    }
}
