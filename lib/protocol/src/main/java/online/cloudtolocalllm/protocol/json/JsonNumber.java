package online.cloudtolocalllm.protocol.json;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A JSON number, kept as it was written so that a rewrite of a file changes nothing.
 *
 * @param text the number's JSON text
 */
public record JsonNumber(String text) implements JsonValue {

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+");
    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException if JSON has no such number, as for {@code NaN}
     */
    public JsonNumber {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("not a JSON number");
        }
    }

    /** The nearest {@code double}; infinite for a number beyond all of them. */
    public double asDouble() {
        return Double.parseDouble(text);
    }

    /** The number as a whole number; a fraction is cut off and what does not fit is clamped. */
    public long asLong() {
        return exact().map(JsonNumber::clamped).orElseGet(() -> (long) asDouble());
    }

    /** Whether the number has no fraction and fits an {@code int}. */
    public boolean isInt() {
        return exact().map(JsonNumber::fitsInt).orElse(false);
    }

    /** Empty for an exponent beyond {@code int}; such a number is zero or infinite as a {@code double}. */
    private Optional<BigDecimal> exact() {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static long clamped(BigDecimal value) {
        return value.min(MOST).max(LEAST).longValue();
    }

    private static boolean fitsInt(BigDecimal value) {
        try {
            return value.intValueExact() == value.intValue();
        } catch (ArithmeticException e) {
            return false;
        }
    }
}
