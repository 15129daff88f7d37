package online.cloudtolocalllm.tray.dbus;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import online.cloudtolocalllm.bus.BusException;
import online.cloudtolocalllm.bus.BusSession;
import online.cloudtolocalllm.bus.Reply;
import online.cloudtolocalllm.bus.SignalRule;
import online.cloudtolocalllm.protocol.status.TrayState;

/**
 * Makes the icon known to the desktop's watcher, and again to whoever owns the watcher's name next: it comes late, goes, and is replaced
 * without having been away. Belongs to one session; all but {@link #follow} is called by the worker.
 */
final class Registration {

    private static final String WATCHER = "org.kde.StatusNotifierWatcher";
    private static final String WATCHER_PATH = "/StatusNotifierWatcher";
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);

    private final BusSession session;
    private final String item;
    private final Worker worker;
    private final Heard heard;
    private final AtomicBoolean looking = new AtomicBoolean();
    private Optional<String> owner = Optional.empty();
    private boolean ownerKnown;
    private Duration retry = FIRST_RETRY;
    private boolean ready;
    private boolean registered;
    private boolean ended;

    /** Who hears what becomes of it; called by the worker. */
    interface Heard {

        /** Another watcher, or none: the panel of before is gone. */
        void watcherChanged();

        /** Whether the icon is seen, and why. */
        void state(TrayState state, String why);
    }

    /**
     * Not known to anybody yet.
     *
     * @param item the name on the bus under which the icon is found
     */
    Registration(BusSession session, String item, Worker worker, Heard heard) {
        this.session = session;
        this.item = item;
        this.worker = worker;
        this.heard = heard;
    }

    /** Begins to follow the watcher. Blocks for as long as the bus needs to answer. */
    void follow() throws BusException {
        session.listen(new SignalRule("", WATCHER_PATH, WATCHER, ""), values -> look());
        session.follow(WATCHER, now -> worker.execute(() -> owner(now)));
    }

    /** There is something to show. */
    void ready() {
        if (!ready) {
            ready = true;
            settle();
        }
    }

    /** Nothing is done any more. */
    void end() {
        ended = true;
    }

    private void owner(Optional<String> now) {
        owner = now;
        ownerKnown = true;
        registered = false;
        retry = FIRST_RETRY;
        if (!ended) {
            heard.watcherChanged();
        }
        settle();
    }

    /** The watcher said something: that a panel came or went, or that items did, which is none of ours. */
    private void look() {
        if (looking.compareAndSet(false, true)) {
            worker.execute(() -> {
                looking.set(false);
                if (registered) {
                    settle();
                }
            });
        }
    }

    private void settle() {
        if (ended || !ownerKnown) {
            return;
        }
        if (owner.isEmpty()) {
            heard.state(TrayState.NO_PANEL, "no panel shows status icons");
            return;
        }
        if (!ready) {
            return;
        }
        String watcher = owner.get();
        try {
            if (!registered) {
                session.call(watcher, WATCHER_PATH, WATCHER, "RegisterStatusNotifierItem", "s", item);
                registered = true;
            }
        } catch (BusException e) {
            heard.state(TrayState.NO_PANEL, "the desktop does not take the icon: " + e.reason());
            worker.later(retry, () -> again(watcher));
            retry = retry.multipliedBy(2).compareTo(LAST_RETRY) < 0 ? retry.multipliedBy(2) : LAST_RETRY;
            return;
        }
        if (panelThere(watcher)) {
            heard.state(TrayState.SHOWN, "a panel shows it");
        } else {
            heard.state(TrayState.NO_PANEL, "no panel shows status icons");
        }
    }

    private void again(String watcher) {
        if (!registered && owner.equals(Optional.of(watcher))) {
            settle();
        }
    }

    /** A watcher that cannot say so is a panel of its own. */
    private boolean panelThere(String watcher) {
        try {
            Object[] values = session.call(
                    watcher,
                    WATCHER_PATH,
                    "org.freedesktop.DBus.Properties",
                    "Get",
                    "ss",
                    WATCHER,
                    "IsStatusNotifierHostRegistered");
            return Reply.flag(Reply.inside(Reply.at(values, 0)));
        } catch (BusException e) {
            return e.kind() == BusException.Kind.REFUSED || e.kind() == BusException.Kind.STRANGE;
        }
    }
}
