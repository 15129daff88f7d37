package online.cloudtolocalllm.tray.notify;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import online.cloudtolocalllm.bus.BusException;
import online.cloudtolocalllm.bus.BusSession;
import online.cloudtolocalllm.bus.LastingBus;
import online.cloudtolocalllm.bus.SignalRule;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.tray.Notice;
import online.cloudtolocalllm.tray.Notifier;
import online.cloudtolocalllm.tray.TrayCommand;
import org.freedesktop.dbus.types.UInt32;
import org.jspecify.annotations.Nullable;

/**
 * Shows notifications through {@code org.freedesktop.Notifications}, one call after the other and never waiting for one. The server
 * may come late, go, and be replaced, and so may the bus: what could not be shown is shown when there is somebody for it, unless
 * that takes two minutes. Thread-safe.
 */
public final class DesktopNotifier implements Notifier, LastingBus.User {

    private static final String NAME = "org.freedesktop.Notifications";
    private static final String PATH = "/org/freedesktop/Notifications";
    /** A server that never says that one was closed must not fill the memory. */
    private static final int MOST_SHOWN = 64;

    private final Consumer<TrayCommand> chosen;
    private final TimeSource time;
    private final CompletableFuture<Void> withdrawn = new CompletableFuture<>();
    private final Object lock = new Object();
    /** Guarded by {@code lock}. */
    private final WaitingNotices waiting = new WaitingNotices();
    /** What the present server shows, by its number. Guarded by {@code lock}. */
    private final Map<Long, Notice> shown = new LinkedHashMap<>();
    /** The latest number of each subject. Guarded by {@code lock}. */
    private final Map<String, Long> numbers = new HashMap<>();
    /** What the present server can do, once it was asked. Guarded by {@code lock}. */
    private Optional<Set<String>> able = Optional.empty();
    /** Guarded by {@code lock}. */
    private Optional<String> owner = Optional.empty();
    /** Guarded by {@code lock}. */
    private @Nullable BusSession session;
    /** Whether a call is under way. Guarded by {@code lock}. */
    private boolean calling;
    /** Whether nobody could be called; until there is a server, or something new to show. Guarded by {@code lock}. */
    private boolean nobody;
    /** Whether there is a reason for another try that the call under way does not know of. Guarded by {@code lock}. */
    private boolean tryAgain;
    /** Guarded by {@code lock}. */
    private boolean closed;

    /**
     * A notifier without a bus.
     *
     * @param chosen is told what was chosen on a notification, on the thread that reads from the bus; returns at once
     */
    public DesktopNotifier(Consumer<TrayCommand> chosen, TimeSource time) {
        this.chosen = chosen;
        this.time = time;
    }

    @Override
    public void show(Notice notice) {
        synchronized (lock) {
            if (closed) {
                return;
            }
            waiting.add(notice, time.nanoTime());
            worthATry();
        }
        next();
    }

    @Override
    public void connected(BusSession connected) throws BusException {
        connected.listen(new SignalRule(NAME, PATH, NAME, "ActionInvoked"), this::invoked);
        connected.listen(new SignalRule(NAME, PATH, NAME, "NotificationClosed"), this::dismissed);
        connected.follow(NAME, now -> owned(connected, now));
        synchronized (lock) {
            forget();
            session = connected;
            calling = false;
            nobody = false;
        }
        next();
    }

    @Override
    public void unavailable(String why) {
        synchronized (lock) {
            session = null;
            forget();
        }
    }

    /** Another server knows nothing of what the one before showed, and gives the same numbers again. */
    private void owned(BusSession by, Optional<String> now) {
        synchronized (lock) {
            if (!owner.equals(now)) {
                owner = now;
                forget();
            }
            if (now.isEmpty() || by != session) {
                return;
            }
            worthATry();
        }
        next();
    }

    /** A call can get lost where nobody hears that another server came, so every notice tries once. Called with {@code lock} held. */
    private void worthATry() {
        nobody = false;
        tryAgain = true;
    }

    /** Called with {@code lock} held. */
    private void forget() {
        shown.clear();
        numbers.clear();
        able = Optional.empty();
    }

    /** Makes the next call, if there is one to make. */
    private void next() {
        BusSession by;
        Optional<Set<String>> can;
        WaitingNotices.Waiting one;
        long replaces;
        synchronized (lock) {
            if (session == null || calling || nobody || closed) {
                return;
            }
            Optional<WaitingNotices.Waiting> first = waiting.take(time.nanoTime());
            if (first.isEmpty()) {
                return;
            }
            one = first.get();
            can = able;
            by = session;
            replaces = numbers.getOrDefault(one.notice().subject(), 0L);
            calling = true;
            tryAgain = false;
        }
        if (can.isEmpty()) {
            by.ask(NAME, PATH, NAME, "GetCapabilities", "")
                    .whenComplete((values, failure) -> answered(by, one, failure, () -> able(values, one)));
        } else {
            by.ask(
                            NAME,
                            PATH,
                            NAME,
                            "Notify",
                            NoticeCall.SIGNATURE,
                            NoticeCall.arguments(one.notice(), replaces, can.get()))
                    .whenComplete((values, failure) -> answered(by, one, failure, () -> shown(values, one.notice())));
        }
    }

    private void answered(BusSession by, WaitingNotices.Waiting one, @Nullable Throwable failure, Runnable taken) {
        synchronized (lock) {
            if (by != session) {
                // The bus went away meanwhile: the next one shows it.
                waiting.back(one);
                return;
            }
            calling = false;
            if (failure == null) {
                taken.run();
            } else if (isNobody(failure)) {
                waiting.back(one);
                nobody = !tryAgain;
            }
        }
        next();
    }

    /** Called with {@code lock} held. */
    private void able(Object[] values, WaitingNotices.Waiting one) {
        Set<String> names = new HashSet<>();
        if (values.length > 0 && values[0] instanceof Iterable<?> list) {
            list.forEach(name -> names.add(String.valueOf(name)));
        } else if (values.length > 0 && values[0] instanceof Object[] array) {
            for (Object name : array) {
                names.add(String.valueOf(name));
            }
        }
        able = Optional.of(names);
        waiting.back(one);
    }

    /** Called with {@code lock} held. */
    private void shown(Object[] values, Notice notice) {
        if (values.length == 0 || !(values[0] instanceof UInt32 number)) {
            return;
        }
        Long before = numbers.put(notice.subject(), number.longValue());
        if (before != null) {
            shown.remove(before);
        }
        shown.put(number.longValue(), notice);
        if (shown.size() > MOST_SHOWN) {
            Long oldest = shown.keySet().iterator().next();
            Notice gone = shown.remove(oldest);
            if (gone != null) {
                numbers.remove(gone.subject(), oldest);
            }
        }
    }

    /** A server that is not there, or went away while it was called: another one may come. One that refuses has seen it. */
    private static boolean isNobody(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        return cause instanceof BusException e
                && (e.kind() == BusException.Kind.NO_SERVICE || e.kind() == BusException.Kind.LOST);
    }

    private void invoked(Object[] values) {
        Optional<TrayCommand> command = Optional.empty();
        synchronized (lock) {
            Notice notice =
                    values.length < 2 || !(values[0] instanceof UInt32 number) ? null : shown.get(number.longValue());
            if (notice != null && !closed) {
                command = NoticeCall.command(notice, String.valueOf(values[1]));
            }
        }
        command.ifPresent(chosen);
    }

    private void dismissed(Object[] values) {
        if (values.length > 0 && values[0] instanceof UInt32 number) {
            synchronized (lock) {
                Notice notice = shown.remove(number.longValue());
                if (notice != null) {
                    numbers.remove(notice.subject(), number.longValue());
                }
            }
        }
    }

    /** Completes when all that was shown is taken away after a {@link #close}; a silent server makes that last. */
    public CompletableFuture<Void> withdrawn() {
        return withdrawn.copy();
    }

    /** Shows nothing more, and takes away what is shown: its buttons would do nothing. */
    @Override
    public void close() {
        BusSession by;
        Set<Long> left;
        synchronized (lock) {
            closed = true;
            waiting.clear();
            by = session;
            left = Set.copyOf(shown.keySet());
            session = null;
            forget();
        }
        if (by == null) {
            withdrawn.complete(null);
            return;
        }
        CompletableFuture<?>[] closing = left.stream()
                .map(number -> by.ask(NAME, PATH, NAME, "CloseNotification", "u", new UInt32(number))
                        .handle((values, failure) -> true)
                        .toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(closing).thenRun(() -> withdrawn.complete(null));
    }
}
