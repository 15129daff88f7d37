package online.cloudtolocalllm.tray.awt;

import java.awt.TrayIcon;
import java.util.function.Consumer;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.tray.Notice;
import online.cloudtolocalllm.tray.Notifier;
import online.cloudtolocalllm.tray.TrayCommand;

/** Notifications beside the icon. AWT knows no buttons: of what a notice offers only its click is there. */
final class AwtNotifier implements Notifier {

    private final Consumer<Consumer<TrayIcon>> onIcon;
    private final Consumer<TrayCommand> chosen;
    private final TimeSource time = TimeSource.system();

    /** On the event thread only. */
    private final RecentClick click = new RecentClick();

    private volatile boolean closed;

    /**
     * For an icon.
     *
     * @param onIcon runs something with the icon on the event thread, if there is an icon
     * @param chosen told of clicks, on the event thread
     */
    AwtNotifier(Consumer<Consumer<TrayIcon>> onIcon, Consumer<TrayCommand> chosen) {
        this.onIcon = onIcon;
        this.chosen = chosen;
    }

    /** Hears the clicks on this icon's notifications. */
    void listenTo(TrayIcon icon) {
        icon.addActionListener(event -> click.take(time.nanoTime()).ifPresent(chosen));
    }

    @Override
    public void show(Notice notice) {
        if (!closed) {
            onIcon.accept(icon -> {
                click.shown(notice.click(), time.nanoTime());
                icon.displayMessage(notice.title(), notice.text(), type(notice.urgency()));
            });
        }
    }

    static TrayIcon.MessageType type(Notice.Urgency urgency) {
        return switch (urgency) {
            case LOW -> TrayIcon.MessageType.NONE;
            case NORMAL -> TrayIcon.MessageType.INFO;
            case CRITICAL -> TrayIcon.MessageType.WARNING;
        };
    }

    @Override
    public void close() {
        closed = true;
    }
}
