package online.cloudtolocalllm.tray.awt;

import java.time.Duration;
import java.util.Optional;
import online.cloudtolocalllm.tray.TrayCommand;

/**
 * What a click on the latest notification does. AWT reports such a click and a double click on the icon as the same event; what
 * comes long after a notification is not about it. Used on one thread.
 */
final class RecentClick {

    private static final Duration SHOWN_FOR = Duration.ofSeconds(30);

    private Optional<TrayCommand> command = Optional.empty();
    private long shownAtNanos;

    /** A notification was shown. */
    void shown(Optional<TrayCommand> click, long nowNanos) {
        command = click;
        shownAtNanos = nowNanos;
    }

    /** What a click does now; once for each notification. */
    Optional<TrayCommand> take(long nowNanos) {
        Optional<TrayCommand> taken = nowNanos - shownAtNanos <= SHOWN_FOR.toNanos() ? command : Optional.empty();
        command = Optional.empty();
        return taken;
    }
}
