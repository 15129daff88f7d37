package online.cloudtolocalllm.bus;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.DBusSignal;

/** Who hears which signals. Added to from anywhere, told on the reader's thread. */
final class Listeners {

    /** One listener; what a well-known name's owner is stands in {@code owner}, and nobody's signals count before it is known. */
    static final class Listener {

        private final SignalRule rule;
        private final Consumer<Object[]> hears;
        private volatile Optional<String> owner = Optional.empty();

        private Listener(SignalRule rule, Consumer<Object[]> hears) {
            this.rule = rule;
            this.hears = hears;
        }

        void owner(Optional<String> name) {
            owner = name;
        }

        private boolean means(DBusSignal signal) {
            return rule.meets(signal.getPath(), signal.getInterface(), signal.getName())
                    && (rule.sender().isEmpty() || sender().equals(Optional.ofNullable(signal.getSource())));
        }

        private Optional<String> sender() {
            return rule.wellKnownSender() ? owner : Optional.of(rule.sender());
        }
    }

    private final List<Listener> all = new CopyOnWriteArrayList<>();

    Listener add(SignalRule rule, Consumer<Object[]> hears) {
        Listener listener = new Listener(rule, hears);
        all.add(listener);
        return listener;
    }

    void remove(Listener listener) {
        all.remove(listener);
    }

    /** Tells everybody who listens to it; one who fails does not keep it from the others. */
    void heard(DBusSignal signal) {
        for (Listener listener : all) {
            try {
                if (listener.means(signal)) {
                    listener.hears.accept(Wire.values(signal));
                }
            } catch (DBusException | BusException e) {
                // A signal that cannot be read is none.
                return;
            } catch (RuntimeException e) {
                Faults.report(e);
            }
        }
    }
}
