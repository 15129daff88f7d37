package online.cloudtolocalllm.tray.dbus;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import online.cloudtolocalllm.bus.BusException;
import online.cloudtolocalllm.bus.BusSession;
import online.cloudtolocalllm.bus.LastingBus;
import online.cloudtolocalllm.bus.Reply;
import online.cloudtolocalllm.bus.SignalRule;
import online.cloudtolocalllm.tray.PanelTone;
import org.freedesktop.dbus.types.Variant;

/**
 * Whether the desktop is dark or light, by its settings portal, and every change of it. Where there is no portal, or it has no opinion,
 * it is dark, as most panels are.
 */
public final class ColorScheme implements LastingBus.User {

    private static final System.Logger LOG = System.getLogger(ColorScheme.class.getName());

    private static final String PORTAL = "org.freedesktop.portal.Desktop";
    private static final String PATH = "/org/freedesktop/portal/desktop";
    private static final String TYPE = "org.freedesktop.portal.Settings";
    private static final String GROUP = "org.freedesktop.appearance";
    private static final String KEY = "color-scheme";
    private static final long LIGHT = 2;

    private final Consumer<PanelTone> tone;

    /**
     * Asks nobody yet.
     *
     * @param tone told what holds: {@link PanelTone#DARK} or {@link PanelTone#LIGHT}, on several threads; returns at once
     */
    public ColorScheme(Consumer<PanelTone> tone) {
        this.tone = tone;
    }

    @Override
    public void connected(BusSession session) throws BusException {
        session.listen(new SignalRule(PORTAL, PATH, TYPE, "SettingChanged"), this::changed);
        AtomicBoolean first = new AtomicBoolean(true);
        // Asking starts a portal that can be started; one that comes later by itself is asked then.
        session.follow(PORTAL, owner -> {
            if (first.getAndSet(false) || owner.isPresent()) {
                Thread.ofVirtual().name("color scheme").start(() -> ask(session));
            }
        });
    }

    @Override
    public void unavailable(String why) {
        // What the desktop said last holds until another one says something.
    }

    /** Newer portals have ReadOne; Read wraps its answer twice. */
    private void ask(BusSession session) {
        try {
            tone.accept(toneOf(read(session)));
        } catch (BusException e) {
            LOG.log(Level.DEBUG, "the desktop does not tell whether it is dark: {0}", e.reason());
            tone.accept(PanelTone.DARK);
        }
    }

    private static Object read(BusSession session) throws BusException {
        try {
            return Reply.at(session.call(PORTAL, PATH, TYPE, "ReadOne", "ss", GROUP, KEY), 0);
        } catch (BusException e) {
            if (e.kind() != BusException.Kind.REFUSED) {
                throw e;
            }
            return Reply.at(session.call(PORTAL, PATH, TYPE, "Read", "ss", GROUP, KEY), 0);
        }
    }

    private void changed(Object[] values) {
        if (List.of(GROUP, KEY).equals(List.of(values).subList(0, Math.min(2, values.length))) && values.length == 3) {
            tone.accept(toneOf(values[2]));
        }
    }

    private static PanelTone toneOf(Object value) {
        Object inside = value;
        while (inside instanceof Variant<?> variant) {
            inside = Optional.<Object>ofNullable(variant.getValue()).orElse("");
        }
        return inside instanceof Number number && number.longValue() == LIGHT ? PanelTone.LIGHT : PanelTone.DARK;
    }
}
