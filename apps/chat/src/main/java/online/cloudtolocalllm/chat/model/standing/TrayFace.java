package online.cloudtolocalllm.chat.model.standing;

import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.protocol.ipc.IconState;

/** What a window can say in the tray. Thread-safe; no method blocks. */
public interface TrayFace {

    /** The line that is shown beside the icon's own; empty for none. */
    void tooltip(String text);

    /** The icon. */
    void icon(IconState state);

    /** That of this link. */
    static TrayFace of(TrayService daemon) {
        return new TrayFace() {
            @Override
            public void tooltip(String text) {
                daemon.tooltip(text);
            }

            @Override
            public void icon(IconState state) {
                daemon.icon(state);
            }
        };
    }
}
