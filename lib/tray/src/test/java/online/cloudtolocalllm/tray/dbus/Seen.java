package online.cloudtolocalllm.tray.dbus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import online.cloudtolocalllm.protocol.status.TrayState;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.tray.Tray;
import online.cloudtolocalllm.tray.TrayCommand;

/** A listener that keeps what it hears. */
final class Seen implements Tray.Listener {

    private static final Pattern STATE = Pattern.compile("[a-z_]+: ");

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @Override
    public void chosen(TrayCommand command) {
        events.add(command.toString());
    }

    @Override
    public void activated() {
        events.add("activated");
    }

    @Override
    public void changed(TrayState state, String why) {
        events.add(state.word() + ": " + why);
    }

    /** What is heard next. */
    String next() throws InterruptedException {
        String event = events.poll(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        if (event == null) {
            throw new AssertionError("nothing was heard");
        }
        return event;
    }

    /** Waits until a panel shows the icon; what is heard before that it is not shown yet, or was, is as good. */
    void awaitShown() throws InterruptedException {
        String event = next();
        while (!event.equals(TrayFixture.SHOWN)) {
            event = next();
        }
    }

    /** The next click. What becomes of the icon is heard between clicks, whenever the panel says so. */
    String nextClick() throws InterruptedException {
        String event = next();
        while (STATE.matcher(event).lookingAt()) {
            event = next();
        }
        return event;
    }

    /** What has been heard and not asked for. */
    List<String> rest() {
        return new ArrayList<>(events);
    }
}
