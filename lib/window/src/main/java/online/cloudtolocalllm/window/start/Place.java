package online.cloudtolocalllm.window.start;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * Where a window is and how large, in JavaFX's units, which a screen's scale turns into pixels.
 *
 * @param x of its left edge
 * @param y of its upper edge
 * @param width its width
 * @param height its height
 * @param maximized whether it fills its screen; the other values say where it was before
 */
public record Place(double x, double y, double width, double height, boolean maximized) {

    /** As much of a window as must be seen, so that a pointer can take hold of it. */
    private static final double HOLD = 80;

    private static final double LARGEST = 100_000;

    /**
     * A window of this size in the middle of a screen, and smaller where the screen is.
     *
     * @param screen as a place
     */
    public static Place middle(Place screen, double width, double height) {
        double w = Math.min(width, screen.width);
        double h = Math.min(height, screen.height);
        return new Place(screen.x + (screen.width - w) / 2, screen.y + (screen.height - h) / 2, w, h, false);
    }

    /**
     * This place as far as it fits the screens that are there now: a screen may have been unplugged since. Where too little of the window
     * would be seen it goes to the middle of the first screen.
     *
     * @param screens the parts of the screens that windows can use, the main one first
     */
    public Place on(List<Place> screens) {
        Optional<Place> best = screens.stream()
                .filter(screen -> overlap(x, width, screen.x, screen.width) >= HOLD
                        && y >= screen.y - 1
                        && y <= screen.y + screen.height - HOLD)
                .max(Comparator.comparingDouble(screen -> overlap(x, width, screen.x, screen.width)));
        if (best.isPresent()) {
            Place screen = best.get();
            return new Place(x, y, Math.min(width, screen.width), Math.min(height, screen.height), maximized);
        }
        Place middle = screens.isEmpty() ? this : middle(screens.getFirst(), width, height);
        return new Place(middle.x, middle.y, middle.width, middle.height, maximized);
    }

    private static double overlap(double start, double length, double otherStart, double otherLength) {
        return Math.min(start + length, otherStart + otherLength) - Math.max(start, otherStart);
    }

    /** As it is kept. */
    JsonObject toJson() {
        return JsonObject.builder()
                .put("x", Math.round(x))
                .put("y", Math.round(y))
                .put("width", Math.round(width))
                .put("height", Math.round(height))
                .put("maximized", maximized)
                .build();
    }

    /** Reads it; empty if it makes no sense. */
    static Optional<Place> read(JsonObject json) {
        OptionalDouble x = number(json, "x");
        OptionalDouble y = number(json, "y");
        OptionalDouble width = number(json, "width");
        OptionalDouble height = number(json, "height");
        if (x.isEmpty() || y.isEmpty() || width.orElse(0) < HOLD || height.orElse(0) < HOLD) {
            return Optional.empty();
        }
        return Optional.of(new Place(
                x.getAsDouble(),
                y.getAsDouble(),
                width.getAsDouble(),
                height.getAsDouble(),
                json.flag("maximized", false)));
    }

    private static OptionalDouble number(JsonObject json, String name) {
        OptionalDouble value = json.number(name);
        return value.isPresent() && Math.abs(value.getAsDouble()) <= LARGEST ? value : OptionalDouble.empty();
    }
}
