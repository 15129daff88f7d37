package online.cloudtolocalllm.tray.awt;

import java.awt.AWTError;
import java.awt.AWTException;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import online.cloudtolocalllm.protocol.status.TrayState;
import online.cloudtolocalllm.tray.Notifier;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.Tray;
import online.cloudtolocalllm.tray.TrayPicture;
import org.jspecify.annotations.Nullable;

/**
 * The tray by {@link SystemTray}, for Windows and macOS. Not for Linux, where it draws a grey box, is missing on Wayland, and took
 * the process along when the panel died. The graphics system is loaded on a thread of its own, which may take a second; the icon
 * then lives on the event thread, where the listener is called, too.
 */
public final class AwtTray implements Tray {

    private static final System.Logger LOG = System.getLogger(AwtTray.class.getName());

    private final Listener listener;
    private final AtomicReference<@Nullable TrayPicture> latest = new AtomicReference<>();
    private final AtomicReference<PanelTone> tone = new AtomicReference<>(PanelTone.AUTO);
    private final AtomicBoolean drawingSoon = new AtomicBoolean();
    private volatile boolean usable;
    private volatile boolean closed;

    /** The icon in the panel; on the event thread only. */
    private @Nullable Shown shown;

    private final AwtNotifier notifier;

    private AwtTray(Listener listener) {
        this.listener = listener;
        this.notifier = new AwtNotifier(this::onIcon, listener::chosen);
    }

    /** Looks for the panel and returns at once. The listener hears whether there is one. */
    public static AwtTray open(Listener listener) {
        AwtTray tray = new AwtTray(listener);
        Thread.ofVirtual().name("tray").start(tray::begin);
        return tray;
    }

    /** Shows notifications beside the icon; what it is given while there is none is lost. */
    public Notifier notifier() {
        return notifier;
    }

    private void begin() {
        try {
            if (GraphicsEnvironment.isHeadless()) {
                listener.changed(TrayState.NO_DESKTOP, "there is no display");
            } else if (!SystemTray.isSupported()) {
                listener.changed(TrayState.NO_PANEL, "the desktop shows no icons");
            } else {
                EventQueue.invokeLater(this::add);
            }
        } catch (HeadlessException | AWTError | LinkageError e) {
            LOG.log(Level.DEBUG, "the graphics system does not start", e);
            listener.changed(TrayState.NO_DESKTOP, "the graphics system does not start" + said(e));
        }
    }

    /** What it says itself, without the name of its class. */
    private static String said(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? ""
                : ": " + message.strip().lines().findFirst().orElse("");
    }

    private void add() {
        if (closed) {
            return;
        }
        SystemTray panel = SystemTray.getSystemTray();
        AwtMenu menu = new AwtMenu(listener::chosen);
        IconImage image = new IconImage(panel.getTrayIconSize().width);
        TrayIcon icon = new TrayIcon(
                image.of(online.cloudtolocalllm.tray.TrayIcon.IDLE, Objects.requireNonNull(tone.get())),
                "",
                menu.popup());
        icon.setImageAutoSize(true);
        icon.addMouseListener(new LeftClick(listener));
        notifier.listenTo(icon);
        try {
            panel.add(icon);
        } catch (AWTException e) {
            listener.changed(TrayState.NO_PANEL, "the panel does not take the icon: " + e.getMessage());
            return;
        }
        shown = new Shown(panel, icon, menu, image);
        usable = true;
        if (closed) {
            // Whoever closed it meanwhile found nothing to remove yet.
            remove();
            return;
        }
        listener.changed(TrayState.SHOWN, "");
        draw();
    }

    @Override
    public void show(TrayPicture picture) {
        latest.set(picture);
        drawSoon();
    }

    @Override
    public void tone(PanelTone tone) {
        this.tone.set(tone);
        drawSoon();
    }

    /** Pictures that come while one waits to be drawn take its place. */
    private void drawSoon() {
        if (usable && drawingSoon.compareAndSet(false, true)) {
            EventQueue.invokeLater(this::draw);
        }
    }

    private void draw() {
        drawingSoon.set(false);
        TrayPicture picture = latest.get();
        if (shown == null || picture == null) {
            return;
        }
        shown.icon.setImage(shown.image.of(picture.icon(), Objects.requireNonNull(tone.get())));
        shown.icon.setToolTip(ShortTooltip.of(picture));
        shown.menu.show(picture.menu());
    }

    private void onIcon(Consumer<TrayIcon> use) {
        if (usable) {
            EventQueue.invokeLater(() -> {
                if (shown != null) {
                    use.accept(shown.icon);
                }
            });
        }
    }

    @Override
    public void close() {
        closed = true;
        if (usable) {
            usable = false;
            EventQueue.invokeLater(this::remove);
        }
    }

    private void remove() {
        if (shown != null) {
            shown.panel.remove(shown.icon);
            shown = null;
        }
    }

    private record Shown(SystemTray panel, TrayIcon icon, AwtMenu menu, IconImage image) {}

    /** On macOS a click opens the menu, and no such event comes. */
    private static final class LeftClick extends MouseAdapter {

        private final Listener listener;

        LeftClick(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void mouseClicked(MouseEvent event) {
            if (event.getButton() == MouseEvent.BUTTON1 && event.getClickCount() == 1) {
                listener.activated();
            }
        }
    }
}
