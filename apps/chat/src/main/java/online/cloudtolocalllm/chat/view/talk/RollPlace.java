package online.cloudtolocalllm.chat.view.talk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which messages there are, how high they are as far as that is known, and where the reader is: at the end, or so that one message's top stands
 * at one height. Messages that are put before it, or turn out higher than was thought, do not move what is read. For JavaFX's thread.
 */
final class RollPlace {

    private static final double GUESS = 120;

    private final Map<Long, Double> heights = new HashMap<>();
    private final Map<Long, Integer> indexes = new HashMap<>();
    private List<Long> keys = List.of();
    private boolean following = true;
    private int anchor;
    private double top;

    /** These are the messages now. The reader stays at the one that was read, or at its place if it is gone. */
    void keys(List<Long> now) {
        if (now.equals(keys)) {
            return;
        }
        long held = anchor < keys.size() ? keys.get(anchor) : 0;
        keys = List.copyOf(now);
        indexes.clear();
        for (int i = 0; i < keys.size(); i++) {
            indexes.put(keys.get(i), i);
        }
        heights.keySet().retainAll(indexes.keySet());
        Integer found = indexes.get(held);
        anchor = found == null ? Math.clamp(anchor, 0, Math.max(0, keys.size() - 1)) : found;
    }

    int count() {
        return keys.size();
    }

    long key(int index) {
        return keys.get(index);
    }

    /** Where this message is; -1 if it is not there. */
    int index(long key) {
        return indexes.getOrDefault(key, -1);
    }

    void height(int index, double height) {
        heights.put(keys.get(index), height);
    }

    /** Forgets all heights, for another conversation. */
    void clear() {
        heights.clear();
        following = true;
        anchor = 0;
        top = 0;
    }

    boolean following() {
        return following;
    }

    void follow() {
        following = true;
    }

    int anchor() {
        return anchor;
    }

    double top() {
        return top;
    }

    /** The reader is where this message's top stands at this height of what is seen. */
    void anchor(int index, double at) {
        following = false;
        anchor = index;
        top = at;
    }

    /** The same, and whether the end is followed stays as it is. */
    void seen(int index, double at) {
        anchor = index;
        top = at;
    }

    private double typical() {
        return heights.isEmpty()
                ? GUESS
                : heights.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElse(GUESS);
    }

    /** How high all is, as far as is known. */
    double total() {
        double known =
                heights.values().stream().mapToDouble(Double::doubleValue).sum();
        return known + (keys.size() - heights.size()) * typical();
    }

    /** How far the top of what is seen is below the first message's. */
    double passed() {
        return above(anchor) - top;
    }

    private double above(int index) {
        double typical = typical();
        double sum = 0;
        for (int i = 0; i < index; i++) {
            sum += heights.getOrDefault(keys.get(i), typical);
        }
        return sum;
    }

    /** Has the top of what is seen stand so far below the first message's. */
    void pass(double pixels) {
        double typical = typical();
        double left = pixels;
        int index = 0;
        while (index < keys.size() - 1) {
            double height = heights.getOrDefault(keys.get(index), typical);
            if (left < height) {
                break;
            }
            left -= height;
            index++;
        }
        anchor(index, -left);
    }
}
