package online.cloudtolocalllm.tray.notify;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import online.cloudtolocalllm.bus.BusAnswer;
import online.cloudtolocalllm.bus.BusCall;
import online.cloudtolocalllm.bus.BusException;
import online.cloudtolocalllm.bus.BusObject;
import online.cloudtolocalllm.bus.BusSession;
import online.cloudtolocalllm.testkit.Until;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/** A notification server that shows nothing and remembers everything. */
final class NoticeServer implements BusObject, AutoCloseable {

    static final String NAME = "org.freedesktop.Notifications";
    private static final String PATH = "/org/freedesktop/Notifications";

    /** What {@code Notify} was called with, and the number that it gave. */
    record Shown(long replaces, String title, String body, List<?> actions, Map<?, ?> hints, long number) {

        Variant<?> hint(String name) {
            if (hints.get(name) instanceof Variant<?> hint) {
                return hint;
            }
            throw new AssertionError("no hint " + name);
        }
    }

    private final BlockingQueue<Shown> shown = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> closed = new LinkedBlockingQueue<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile String refused = "";
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);
    private volatile String holding = "";
    private volatile String losing = "";
    private final List<String> able;
    private final BusSession session;

    private NoticeServer(BusSession session, List<String> able) {
        this.session = session;
        this.able = able;
    }

    static NoticeServer start(String bus, String... able) throws BusException, InterruptedException {
        BusSession session = BusSession.connect(bus, Until.LIMIT);
        NoticeServer server = new NoticeServer(session, List.of(able));
        session.export(PATH, server);
        if (!Until.holds(Until.LIMIT, () -> owns(session))) {
            throw new AssertionError("somebody else is the server");
        }
        return server;
    }

    /** One that takes over, without a gap, when the server that is there goes. */
    static NoticeServer successor(String bus, String... able) throws BusException {
        BusSession session = BusSession.connect(bus, Until.LIMIT);
        NoticeServer server = new NoticeServer(session, List.of(able));
        session.export(PATH, server);
        session.call(
                "org.freedesktop.DBus",
                "/org/freedesktop/DBus",
                "org.freedesktop.DBus",
                "RequestName",
                "su",
                NAME,
                new UInt32(0));
        return server;
    }

    /** The bus may not have noticed yet that the server before has gone. */
    private static boolean owns(BusSession session) {
        try {
            session.own(NAME);
            return true;
        } catch (BusException taken) {
            return false;
        }
    }

    /** The next one; its number is known to whoever wanted it to be shown, or is on the way. */
    Shown next() throws InterruptedException, BusException {
        Shown next = shown.poll(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            throw new AssertionError("nothing was shown");
        }
        // Whoever reads the answer to this has sent the one before.
        session.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetId", "");
        return next;
    }

    boolean isIdle() {
        return shown.isEmpty();
    }

    /** Waits until it is told to close this one. */
    boolean closes(long number) throws InterruptedException {
        Long next = closed.poll(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        while (next != null && next != number) {
            next = closed.poll(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        }
        return next != null;
    }

    /** Refuses notifications with this title from now on. */
    void refuse(String title) {
        refused = title;
    }

    /** The first notification with this title gets lost on its way. */
    void lose(String title) {
        losing = title;
    }

    /** Whether what was to get lost got lost. */
    boolean hasLost() {
        return losing.isEmpty();
    }

    /** Does not answer to notifications with this title, as long as it lives. */
    void hold(String title) {
        holding = title;
    }

    /** Whether it was called with what it holds. */
    boolean isHolding() throws InterruptedException {
        return held.await(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    void choose(long number, String key) {
        session.emit(PATH, NAME, "ActionInvoked", "us", new UInt32(number), key);
    }

    void dismiss(long number) {
        session.emit(PATH, NAME, "NotificationClosed", "uu", new UInt32(number), new UInt32(2));
    }

    @Override
    public String introspection() {
        return "";
    }

    @Override
    public Map<String, Variant<?>> properties(String type) {
        return Map.of();
    }

    @Override
    public BusAnswer answer(BusCall call) {
        if (call.is(NAME, "GetCapabilities", "")) {
            return BusAnswer.of("as", able);
        }
        if (call.is(NAME, "CloseNotification", "u")) {
            closed.add(((UInt32) call.arguments().getFirst()).longValue());
            return BusAnswer.done();
        }
        if (!call.is(NAME, "Notify", "susssasa{sv}i")) {
            return BusAnswer.unknown(call);
        }
        if (call.arguments().get(3).equals(refused)) {
            return new BusAnswer.Refusal("org.freedesktop.DBus.Error.LimitsExceeded", "too many");
        }
        if (call.arguments().get(3).equals(losing)) {
            losing = "";
            return new BusAnswer.Refusal("org.freedesktop.DBus.Error.NoReply", "lost");
        }
        if (call.arguments().get(3).equals(holding)) {
            held.countDown();
            awaitEnd();
        }
        List<Object> arguments = call.arguments();
        long replaces = ((UInt32) arguments.get(1)).longValue();
        long number = replaces == 0 ? numbers.incrementAndGet() : replaces;
        shown.add(new Shown(
                replaces,
                (String) arguments.get(3),
                (String) arguments.get(4),
                arguments.get(5) instanceof List<?> list ? list : List.of((Object[]) arguments.get(5)),
                (Map<?, ?>) arguments.get(6),
                number));
        return BusAnswer.of("u", new UInt32(number));
    }

    private void awaitEnd() {
        try {
            if (!gone.await(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("nobody closed it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        session.close();
        gone.countDown();
    }
}
