package online.cloudtolocalllm.settings.model.connections;

import java.util.List;
import java.util.Optional;

/**
 * Which connection of the list is chosen. It follows the connection, not the place; of one that went, its neighbour is chosen. Pure.
 *
 * @param name the chosen one; empty if the list is
 * @param at its place, from 0
 * @param awaited one that is chosen as soon as it is there: it was just added, or removed and may come back; empty for none
 */
public record Selection(Optional<String> name, int at, String awaited) {

    /** Nothing was ever there. */
    public static final Selection NONE = new Selection(Optional.empty(), 0, "");

    /** Somebody chooses this one. */
    public Selection choose(String chosen) {
        return new Selection(Optional.of(chosen), at, "");
    }

    /** This one is chosen when it appears. */
    public Selection await(String name) {
        return new Selection(this.name, at, name);
    }

    /** The list is this now. */
    public Selection in(List<String> names) {
        if (!awaited.isEmpty() && names.contains(awaited) && !name.equals(Optional.of(awaited))) {
            return new Selection(Optional.of(awaited), names.indexOf(awaited), "");
        }
        if (names.isEmpty()) {
            return new Selection(Optional.empty(), 0, awaited);
        }
        int found = name.map(names::indexOf).orElse(-1);
        int next = found >= 0 ? found : Math.clamp(at, 0, names.size() - 1);
        return new Selection(Optional.of(names.get(next)), next, awaited);
    }
}
