package online.cloudtolocalllm.tray.dbus;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import online.cloudtolocalllm.bus.BusException;
import online.cloudtolocalllm.bus.BusSession;
import online.cloudtolocalllm.bus.LastingBus;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.status.TrayState;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.Tray;
import online.cloudtolocalllm.tray.TrayCommand;
import online.cloudtolocalllm.tray.TrayIcon;
import online.cloudtolocalllm.tray.TrayPicture;
import online.cloudtolocalllm.tray.dbus.menu.MenuObject;
import org.jspecify.annotations.Nullable;

/**
 * The icon on Linux desktops, by StatusNotifierItem and com.canonical.dbusmenu. It is seen once there is a picture, a session and a
 * panel. What it does to the bus it does on a thread of its own, on which its listener is called too.
 */
public final class StatusNotifierTray implements Tray, LastingBus.User {

    private static final PanelTone TONE_AT_FIRST = PanelTone.DARK;

    private final Worker worker = new Worker();
    private final Tray.Listener listener;
    private final String name;
    private final AtomicReference<@Nullable TrayPicture> next = new AtomicReference<>();
    private final ClickPace clicks;
    private final AtomicBoolean drawing = new AtomicBoolean();
    private final MenuObject menu;
    private final ItemObject item;
    private volatile PanelTone wanted = PanelTone.AUTO;
    private volatile PanelTone desktop = TONE_AT_FIRST;
    // The rest is the worker's.
    private Optional<TrayPicture> shown = Optional.empty();
    private Optional<Path> files = Optional.empty();
    private Optional<Place> place = Optional.empty();
    private Optional<Told> told = Optional.empty();
    private boolean closed;

    /** Where it is on a bus. */
    private record Place(BusSession session, String name, Registration registration) {}

    private record Told(TrayState state, String why) {}

    private StatusNotifierTray(Tray.Listener listener, String name, TimeSource time) {
        this.listener = listener;
        this.name = name;
        this.clicks = new ClickPace(time);
        this.menu = new MenuObject(command -> clicked(Optional.of(command)), worker::later, time);
        this.item = new ItemObject(
                new ItemView(TrayIcon.IDLE, TONE_AT_FIRST, "", "", Optional.empty()), () -> clicked(Optional.empty()));
    }

    /**
     * A tray that waits for a session, which a {@link DesktopBus} gives it, and for its first picture.
     *
     * @param files writes icon files into a folder that is laid out as a theme and says where it is; empty if that was not possible.
     *     Called once, on a thread of its own: it may take its time, in which the icon is shown by its pixels
     */
    public static StatusNotifierTray open(Tray.Listener listener, Supplier<Optional<Path>> files) {
        long process = ProcessHandle.current().pid();
        return open(listener, files, "org.kde.StatusNotifierItem-" + process + "-1", TimeSource.system());
    }

    static StatusNotifierTray open(
            Tray.Listener listener, Supplier<Optional<Path>> files, String name, TimeSource time) {
        StatusNotifierTray tray = new StatusNotifierTray(listener, name, time);
        Thread.ofVirtual().name("icon files").start(() -> {
            Optional<Path> written = files.get();
            tray.worker.execute(() -> {
                tray.files = written;
                tray.draw();
            });
        });
        return tray;
    }

    @Override
    public void show(TrayPicture picture) {
        if (next.getAndSet(picture) == null) {
            worker.execute(() -> {
                TrayPicture latest = next.getAndSet(null);
                if (latest != null && !closed) {
                    shown = Optional.of(latest);
                    menu.show(latest.menu());
                    draw();
                    place.ifPresent(here -> here.registration.ready());
                }
            });
        }
    }

    @Override
    public void tone(PanelTone tone) {
        wanted = tone;
        drawSoon();
    }

    /** What the desktop says its colours are; counts while the tone is {@link PanelTone#AUTO}. */
    public void desktopTone(PanelTone tone) {
        desktop = tone;
        drawSoon();
    }

    /** However often a desktop changes its mind, one drawing waits. */
    private void drawSoon() {
        if (drawing.compareAndSet(false, true)) {
            worker.execute(() -> {
                drawing.set(false);
                draw();
            });
        }
    }

    private void draw() {
        PanelTone tone = wanted == PanelTone.AUTO ? desktop : wanted;
        shown.ifPresent(
                picture -> item.show(new ItemView(picture.icon(), tone, picture.title(), picture.tooltip(), files)));
    }

    /** A click on a line, or on the icon; false if it is one too many. */
    private boolean clicked(Optional<TrayCommand> command) {
        if (!clicks.allows()) {
            return false;
        }
        worker.execute(() -> {
            if (!closed) {
                command.ifPresentOrElse(listener::chosen, listener::activated);
            }
        });
        return true;
    }

    @Override
    public void connected(BusSession session) throws BusException {
        session.export(ItemObject.PATH, item);
        session.export(MenuObject.PATH, menu);
        item.joined(session);
        menu.joined(session);
        String owned = ownedName(session);
        Registration registration = new Registration(session, owned, worker, heard());
        worker.execute(() -> {
            leave();
            if (closed) {
                registration.end();
                return;
            }
            place = Optional.of(new Place(session, owned, registration));
            if (shown.isPresent()) {
                registration.ready();
            }
        });
        registration.follow();
    }

    /** Processes of other containers may have the same number: then the session's own name must do. */
    private String ownedName(BusSession session) throws BusException {
        try {
            session.own(name);
            return name;
        } catch (BusException e) {
            if (e.kind() == BusException.Kind.REFUSED) {
                return session.name();
            }
            throw e;
        }
    }

    private Registration.Heard heard() {
        return new Registration.Heard() {
            @Override
            public void watcherChanged() {
                menu.panelGone();
            }

            @Override
            public void state(TrayState state, String why) {
                tell(state, why);
            }
        };
    }

    @Override
    public void unavailable(String why) {
        worker.execute(() -> {
            leave();
            tell(TrayState.NO_DESKTOP, why);
        });
    }

    private void leave() {
        place.ifPresent(here -> here.registration.end());
        place = Optional.empty();
    }

    private void tell(TrayState state, String why) {
        Optional<Told> now = Optional.of(new Told(state, why));
        if (!closed && !now.equals(told)) {
            told = now;
            listener.changed(state, why);
        }
    }

    /** Panels take the icon away when its name leaves the bus; the session may be others' as well. */
    @Override
    public void close() {
        worker.end(() -> {
            closed = true;
            item.hide();
            place.ifPresent(StatusNotifierTray::release);
            leave();
        });
    }

    private static void release(Place here) {
        if (here.name.startsWith(":")) {
            return;
        }
        try {
            here.session.call(
                    "org.freedesktop.DBus",
                    "/org/freedesktop/DBus",
                    "org.freedesktop.DBus",
                    "ReleaseName",
                    "s",
                    here.name);
        } catch (BusException gone) {
            // The session has ended, and the name with it.
        }
    }
}
