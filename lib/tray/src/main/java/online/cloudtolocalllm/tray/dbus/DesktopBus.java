package online.cloudtolocalllm.tray.dbus;

import java.util.List;
import online.cloudtolocalllm.bus.BusException;
import online.cloudtolocalllm.bus.BusSession;
import online.cloudtolocalllm.bus.LastingBus;

/**
 * Gives one connection to the session bus to all who need it: the icon, the notifications, the desktop's colours. Each gets a new
 * session before the next does, so none may wait for a service there. A {@link BusException} that one of them throws is taken for a
 * failure of the bus, and the connection is made anew for all.
 */
public final class DesktopBus implements LastingBus.User {

    private final List<LastingBus.User> users;

    /** For these, in this order. */
    public DesktopBus(List<? extends LastingBus.User> users) {
        this.users = List.copyOf(users);
    }

    @Override
    public void connected(BusSession session) throws BusException {
        for (LastingBus.User user : users) {
            user.connected(session);
        }
    }

    @Override
    public void unavailable(String why) {
        for (LastingBus.User user : users) {
            user.unavailable(why);
        }
    }
}
