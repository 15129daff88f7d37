package online.cloudtolocalllm.daemon.desktop;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import online.cloudtolocalllm.config.daemon.DesktopSettings;
import online.cloudtolocalllm.protocol.status.TrayState;
import online.cloudtolocalllm.tray.Notice;
import online.cloudtolocalllm.tray.Notifier;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.Tray;
import online.cloudtolocalllm.tray.TrayCommand;
import online.cloudtolocalllm.tray.TrayPicture;

/**
 * Shows the tray and notifications while they are wanted: opens the desktop, and lets go of it when nothing is to be shown there.
 * What is shown while there is none is lost. Thread-safe; no method blocks.
 */
final class DesktopSwitch implements Notifier {

    private final Function<Tray.Listener, Screen> opening;
    private final Tray.Listener listener;
    private final Runnable redraw;
    private final Paced settling;
    private volatile Wanted wanted = new Wanted(false, PanelTone.AUTO, false);
    /** Written by {@code settling}, on one thread after the other, and at last by {@link #close}. */
    private volatile Optional<Open> open = Optional.empty();

    private volatile boolean closed;

    private record Wanted(boolean tray, PanelTone tone, boolean notifications) {}

    /** What is open, and whether there is an icon. */
    private record Open(Screen screen, boolean tray, Heard heard) {}

    /**
     * Nothing is wanted yet.
     *
     * @param opening opens the desktop; may take a moment
     * @param listener hears of clicks and of the icon
     * @param redraw has the picture shown again
     * @param threads where the desktop is opened and closed
     */
    DesktopSwitch(
            Function<Tray.Listener, Screen> opening, Tray.Listener listener, Runnable redraw, DesktopThreads threads) {
        this.opening = opening;
        this.listener = listener;
        this.redraw = redraw;
        this.settling = threads.paced(this::settle, Duration.ZERO);
    }

    /** This is wanted from now on. */
    void want(DesktopSettings settings) {
        PanelTone tone =
                switch (settings.panel()) {
                    case AUTO -> PanelTone.AUTO;
                    case DARK -> PanelTone.DARK;
                    case LIGHT -> PanelTone.LIGHT;
                };
        wanted = new Wanted(settings.tray(), tone, settings.notifications());
        settling.ask();
    }

    /** Whether a picture would be seen by anybody who looks. */
    boolean showsTray() {
        return open.filter(Open::tray).isPresent();
    }

    /** Shows this in the panel. */
    void show(TrayPicture picture) {
        open.filter(Open::tray).ifPresent(now -> now.screen.tray().show(picture));
    }

    @Override
    public void show(Notice notice) {
        open.ifPresent(now -> now.screen.notifier().show(notice));
    }

    @Override
    public void close() {
        closed = true;
        settling.close();
        shut();
    }

    private void settle() {
        Wanted now = wanted;
        boolean any = now.tray || now.notifications;
        if (open.isPresent() && (!any || open.get().tray != now.tray)) {
            boolean seen = open.get().tray;
            shut();
            if (seen) {
                listener.changed(TrayState.OFF, "");
            }
        }
        if (any && open.isEmpty()) {
            Heard heard = new Heard(now.tray);
            open = Optional.of(new Open(opening.apply(heard), now.tray, heard));
        }
        if (now.tray) {
            open.ifPresent(shown -> shown.screen.tray().tone(now.tone));
            redraw.run();
        }
        if (closed) {
            // Meanwhile, and what was just opened was not there yet.
            shut();
        }
    }

    private void shut() {
        Optional<Open> before = open;
        open = Optional.empty();
        before.ifPresent(shown -> {
            shown.heard.deaf = true;
            shown.screen.close();
        });
    }

    /** Of a desktop that was closed nothing more is heard, and of one without an icon nothing about the icon. */
    private final class Heard implements Tray.Listener {
        private final boolean tray;
        private volatile boolean deaf;

        Heard(boolean tray) {
            this.tray = tray;
        }

        @Override
        public void chosen(TrayCommand command) {
            listener.chosen(command);
        }

        @Override
        public void activated() {
            listener.activated();
        }

        @Override
        public void changed(TrayState state, String why) {
            if (tray && !deaf) {
                listener.changed(state, why);
            }
        }
    }
}
