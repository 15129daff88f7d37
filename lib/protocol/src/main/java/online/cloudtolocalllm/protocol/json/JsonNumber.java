package online.cloudtolocalllm.protocol.json;

/**
 * A JSON number, kept as it was written so that a rewrite of a file changes nothing.
 *
 * @param text the number's JSON text
 */
public record JsonNumber(String text) implements JsonValue {

    /** The nearest {@code double}. */
    public double asDouble() {
        return Double.parseDouble(text);
    }

    /** The number as a whole number; a fraction is cut off and what does not fit is clamped. */
    public long asLong() {
        return (long) asDouble();
    }

    /** Whether the number has no fraction and fits an {@code int}. */
    public boolean isInt() {
        double value = asDouble();
        return value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE;
    }
}
