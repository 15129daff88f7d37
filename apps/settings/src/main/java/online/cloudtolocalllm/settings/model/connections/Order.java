package online.cloudtolocalllm.settings.model.connections;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.config.ConnectionEntry;

/**
 * Gives an order to connections by as few new priorities as can be. What keeps its priority may share it with a neighbour whose
 * name comes in the right order; what gets a new one shares it with nobody. Pure.
 */
final class Order {

    /** What lies between two priorities where there is room: people put something between by hand. */
    private static final int STEP = 10;

    private final List<Place> wanted;
    private final String moved;

    private Order(List<Place> wanted, String moved) {
        this.wanted = wanted;
        this.moved = moved;
    }

    /**
     * The new priorities, by name; without those that stay.
     *
     * @param wanted the order that is wanted, with the priorities that are set; none of them preferred
     * @param moved which one was moved: rather it gets another priority than any other
     */
    static Map<String, Integer> priorities(List<Place> wanted, String moved) {
        return new Order(wanted, moved).priorities();
    }

    private Map<String, Integer> priorities() {
        List<Integer> kept = kept();
        Map<String, Integer> changed = new LinkedHashMap<>();
        int before = -1;
        for (int at : kept) {
            fill(changed, before, at);
            before = at;
        }
        fill(changed, before, wanted.size());
        return changed;
    }

    /** The most that can keep their priorities, so that the others have room between them; the places of those, rising. */
    private List<Integer> kept() {
        int count = wanted.size();
        int[] best = new int[count];
        int[] from = new int[count];
        int end = -1;
        for (int at = 0; at < count; at++) {
            from[at] = -1;
            best[at] = priority(at) >= at ? weight(at) : Integer.MIN_VALUE;
            for (int before = 0; before < at; before++) {
                if (best[before] > 0 && best[before] + weight(at) > best[at] && room(before, at)) {
                    best[at] = best[before] + weight(at);
                    from[at] = before;
                }
            }
            boolean roomBehind = ConnectionEntry.LAST_PRIORITY - priority(at) >= count - 1 - at;
            if (best[at] > 0 && roomBehind && (end < 0 || best[at] > best[end])) {
                end = at;
            }
        }
        List<Integer> kept = new ArrayList<>();
        for (int at = end; at >= 0; at = from[at]) {
            kept.addFirst(at);
        }
        return kept;
    }

    /** Two for each, so that the number decides, and of as many those without the moved one. */
    private int weight(int at) {
        return wanted.get(at).name().equals(moved) ? 1 : 2;
    }

    private int priority(int at) {
        return wanted.get(at).priority();
    }

    private boolean room(int before, int at) {
        if (at == before + 1 && priority(before) == priority(at)) {
            return wanted.get(before).name().compareTo(wanted.get(at).name()) < 0;
        }
        return priority(at) - priority(before) >= at - before;
    }

    /** New priorities for what lies between two that keep theirs; before the first and behind the last one there is an end. */
    private void fill(Map<String, Integer> changed, int before, int after) {
        int many = after - before - 1;
        boolean first = before < 0;
        boolean last = after == wanted.size();
        long low = first ? -1 : priority(before);
        long high = last ? ConnectionEntry.LAST_PRIORITY + 1 : priority(after);
        for (int step = 1; step <= many; step++) {
            long value = low + (high - low) * step / (many + 1);
            if (last && (first ? 0 : low) + (long) STEP * many <= ConnectionEntry.LAST_PRIORITY) {
                value = (first ? 0 : low) + (long) STEP * step;
            } else if (first && !last && high >= 2L * STEP * many) {
                value = high - (long) STEP * (many + 1 - step);
            }
            changed.put(wanted.get(before + step).name(), Math.toIntExact(value));
        }
    }
}
