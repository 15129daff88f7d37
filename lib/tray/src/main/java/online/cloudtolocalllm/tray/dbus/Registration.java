package online.cloudtolocalllm.tray.dbus;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import online.cloudtolocalllm.bus.BusException;
import online.cloudtolocalllm.bus.BusSession;
import online.cloudtolocalllm.bus.Reply;
import online.cloudtolocalllm.bus.SignalRule;
import online.cloudtolocalllm.protocol.status.TrayState;
import org.jspecify.annotations.Nullable;

/**
 * Makes the icon known to the desktop's watcher, and again to whoever owns the watcher's name next: it comes late, goes, and is replaced
 * without having been away. Watchers are asked without waiting, so that a silent one holds up neither pictures and clicks nor the next
 * one. Belongs to one session; all but {@link #follow} is called by the worker.
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
    private final AtomicReference<@Nullable Optional<String>> next = new AtomicReference<>();
    private Optional<String> owner = Optional.empty();
    /** Counts the owners: an answer of a former one is none. */
    private long turn;

    private boolean ownerKnown;
    private Duration retry = FIRST_RETRY;
    private boolean ready;
    private boolean registered;
    private boolean asked;
    private boolean askAgain;
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
        session.follow(WATCHER, this::changed);
    }

    /** Of owners that come and go faster than they are taken note of only the newest counts. */
    private void changed(Optional<String> now) {
        if (next.getAndSet(now) == null) {
            worker.execute(() -> {
                Optional<String> newest = next.getAndSet(null);
                if (newest != null) {
                    owner(newest);
                }
            });
        }
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
        turn++;
        ownerKnown = true;
        registered = false;
        asked = false;
        askAgain = false;
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
        } else if (asked) {
            askAgain = true;
        } else if (ready) {
            String watcher = owner.get();
            if (registered) {
                askForPanel(watcher);
            } else {
                register(watcher);
            }
        }
    }

    private interface Answer {
        void take(Object[] values, @Nullable Throwable failure);
    }

    /** One question at a time; what is asked meanwhile is asked once, afterwards. */
    private void ask(Answer answer, String watcher, String type, String method, String signature, Object... values) {
        asked = true;
        long now = turn;
        session.ask(watcher, WATCHER_PATH, type, method, signature, values)
                .whenComplete((reply, failure) -> worker.execute(() -> {
                    if (turn == now && !ended) {
                        asked = false;
                        answer.take(failure == null ? reply : new Object[0], failure);
                    }
                }));
    }

    private void register(String watcher) {
        ask(
                (values, failure) -> {
                    registered = failure == null;
                    askAgain = false;
                    if (failure == null) {
                        settle();
                    } else {
                        refused(failure);
                    }
                },
                watcher,
                WATCHER,
                "RegisterStatusNotifierItem",
                "s",
                item);
    }

    private void refused(Throwable failure) {
        String reason = bus(failure).map(BusException::reason).orElse("the call failed");
        heard.state(TrayState.NO_PANEL, "the desktop does not take the icon: " + reason);
        long refusedIn = turn;
        worker.later(retry, () -> {
            if (turn == refusedIn && !registered) {
                settle();
            }
        });
        retry = retry.multipliedBy(2).compareTo(LAST_RETRY) < 0 ? retry.multipliedBy(2) : LAST_RETRY;
    }

    private void askForPanel(String watcher) {
        ask(
                (values, failure) -> {
                    if (askAgain) {
                        askAgain = false;
                        settle();
                    }
                    if (panelThere(values, failure)) {
                        heard.state(TrayState.SHOWN, "a panel shows it");
                    } else {
                        heard.state(TrayState.NO_PANEL, "no panel shows status icons");
                    }
                },
                watcher,
                "org.freedesktop.DBus.Properties",
                "Get",
                "ss",
                WATCHER,
                "IsStatusNotifierHostRegistered");
    }

    /** A watcher that cannot say so is a panel of its own. */
    private static boolean panelThere(Object[] values, @Nullable Throwable failure) {
        try {
            if (failure == null) {
                return Reply.flag(Reply.inside(Reply.at(values, 0)));
            }
        } catch (BusException strange) {
            return true;
        }
        return bus(failure)
                .map(BusException::kind)
                .filter(kind -> kind == BusException.Kind.REFUSED || kind == BusException.Kind.STRANGE)
                .isPresent();
    }

    private static Optional<BusException> bus(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof BusException known ? Optional.of(known) : Optional.empty();
    }
}
