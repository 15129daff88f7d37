package online.cloudtolocalllm.bus;

import java.util.Optional;
import java.util.function.Consumer;

/** Follows one name from the answer to who owns it, through every change that the bus tells. For the reader's thread. */
final class OwnerWatch {

    /** What the bus tells when any name changes its owner. */
    static final SignalRule RULE = new SignalRule(Driver.NAME, Driver.PATH, Driver.NAME, "NameOwnerChanged");

    private final String name;
    private final Consumer<Optional<String>> owner;
    private boolean known;

    OwnerWatch(String name, Consumer<Optional<String>> owner) {
        this.name = name;
        this.owner = owner;
    }

    /** The answer of the bus: it knows of every change that came before it. */
    void first(Optional<String> present) {
        known = true;
        tell(present);
    }

    /** A change: the name, its old owner, its new owner (empty for none). */
    void changed(Object[] values) {
        if (known && values.length == 3 && name.equals(values[0])) {
            String now = values[2].toString();
            tell(now.isEmpty() ? Optional.empty() : Optional.of(now));
        }
    }

    private void tell(Optional<String> present) {
        try {
            owner.accept(present);
        } catch (RuntimeException e) {
            Faults.report(e);
        }
    }
}
