package online.cloudtolocalllm.chat.store;

import java.math.BigInteger;
import java.time.Instant;

/** Moments as numbers in the database: nanoseconds since 1970, from 1677 to 2262. Pure. */
final class Moments {

    private static final long SECOND = 1_000_000_000;

    private Moments() {}

    /** The number; that of the first or last moment for those beyond. */
    static long number(Instant at) {
        return BigInteger.valueOf(at.getEpochSecond())
                .multiply(BigInteger.valueOf(SECOND))
                .add(BigInteger.valueOf(at.getNano()))
                .max(BigInteger.valueOf(Long.MIN_VALUE))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }

    /** The moment that has this number. */
    static Instant of(long number) {
        return Instant.ofEpochSecond(Math.floorDiv(number, SECOND), Math.floorMod(number, SECOND));
    }
}
