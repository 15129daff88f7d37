package online.cloudtolocalllm.chat.model.standing;

import java.util.Optional;
import online.cloudtolocalllm.chat.model.ChatState;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.TrayState;

/** What becomes of a window that is closed. Pure. */
public final class ClosingRule {

    private ClosingRule() {}

    /** What is done. */
    public enum Deed {
        /** The program ends. */
        END,
        /** The window hides. */
        HIDE,
        /** The person is asked. */
        ASK
    }

    /** Whether the tray's icon is seen, by which a hidden window comes back. */
    public static boolean tray(ChatState state) {
        return state.link().up() && state.status().map(DaemonStatus::tray).equals(Optional.of(TrayState.SHOWN));
    }

    /**
     * What is done with this one.
     *
     * @param tray whether the tray's icon is seen
     * @param asking whether the question is open already: who closes once more wants it gone
     */
    public static Deed deed(ClosingChoice choice, boolean tray, boolean asking) {
        if (!tray || asking) {
            return Deed.END;
        }
        return switch (choice) {
            case ASK -> Deed.ASK;
            case TRAY -> Deed.HIDE;
            case QUIT -> Deed.END;
        };
    }
}
