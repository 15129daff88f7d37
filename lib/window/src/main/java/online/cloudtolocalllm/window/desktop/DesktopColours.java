package online.cloudtolocalllm.window.desktop;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import online.cloudtolocalllm.bus.Bus;
import online.cloudtolocalllm.bus.BusException;
import online.cloudtolocalllm.bus.Reply;
import online.cloudtolocalllm.bus.SessionBus;

/**
 * Follows what the desktop prefers, light or dark, as its settings portal tells it ({@code org.freedesktop.appearance color-scheme}) over the
 * session bus. JavaFX itself sees only GTK's theme, and that only at the start. Without a bus or a portal nothing is told.
 */
public final class DesktopColours implements AutoCloseable {

    private static final String PORTAL = "org.freedesktop.portal.Desktop";
    private static final String PATH = "/org/freedesktop/portal/desktop";
    private static final String SETTINGS = "org.freedesktop.portal.Settings";
    private static final String NAMESPACE = "org.freedesktop.appearance";
    private static final String KEY = "color-scheme";
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofDays(365);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final Map<String, String> environment;
    private final Consumer<Boolean> listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread follower;

    private DesktopColours(Map<String, String> environment, Consumer<Boolean> listener) {
        this.environment = Map.copyOf(environment);
        this.listener = listener;
        this.follower = Thread.ofVirtual().name("desktop colours").unstarted(this::follow);
    }

    /**
     * Begins to follow; returns at once.
     *
     * @param environment where the bus is told
     * @param listener hears whether the desktop is dark: as soon as that is known, and after each change; on a thread of this
     *     class
     */
    public static DesktopColours follow(Map<String, String> environment, Consumer<Boolean> listener) {
        DesktopColours colours = new DesktopColours(environment, listener);
        colours.follower.start();
        return colours;
    }

    private void follow() {
        Duration pause = Duration.ofSeconds(1);
        try {
            do {
                Optional<String> address = SessionBus.address(environment);
                if (address.isEmpty()) {
                    return;
                }
                if (listen(address.get())) {
                    pause = Duration.ofSeconds(1);
                }
                pause = pause.multipliedBy(2);
                pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            } while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection to the bus, until it is lost; true if the portal answered. */
    private boolean listen(String address) {
        boolean answered = false;
        try (Bus bus = Bus.connect(address, LIMIT)) {
            // First the signal, then the question: no change in between is missed.
            bus.subscribe(PATH, SETTINGS, "SettingChanged");
            listener.accept(dark(ask(bus)));
            answered = true;
            while (!Thread.currentThread().isInterrupted()) {
                Object[] changed = bus.await(PATH, SETTINGS, "SettingChanged", LONG);
                if (changed.length == 3 && NAMESPACE.equals(changed[0]) && KEY.equals(changed[1])) {
                    listener.accept(dark(Reply.inside(changed[2])));
                }
            }
        } catch (BusException e) {
            // No bus or no portal: a window without its desktop's wish is light, and asks again later.
            return answered;
        }
        return answered;
    }

    /** Older portals know only Read, which wraps the value once more. */
    private static Object ask(Bus bus) throws BusException {
        try {
            return Reply.inside(Reply.at(bus.call(PORTAL, PATH, SETTINGS, "ReadOne", "ss", NAMESPACE, KEY), 0));
        } catch (BusException e) {
            if (e.kind() != BusException.Kind.REFUSED) {
                throw e;
            }
            return Reply.inside(
                    Reply.inside(Reply.at(bus.call(PORTAL, PATH, SETTINGS, "Read", "ss", NAMESPACE, KEY), 0)));
        }
    }

    /** 1 is dark, 2 light, 0 no wish. */
    static boolean dark(Object value) {
        return value instanceof Number number && number.intValue() == 1;
    }

    /** Follows no longer. A second call does nothing. */
    @Override
    public void close() {
        closed.countDown();
        follower.interrupt();
    }
}
