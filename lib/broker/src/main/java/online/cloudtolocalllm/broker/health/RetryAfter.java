package online.cloudtolocalllm.broker.health;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} field (RFC 9110, section 10.2.3): for how long a server wants to be left alone. Pure. */
public final class RetryAfter {

    /** For a 429 that does not say. */
    static final Duration BY_DEFAULT = Duration.ofSeconds(30);

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofHours(1);

    /** The form that is written today and the two that RFC 9110 wants read. */
    private static final List<DateTimeFormatter> DATES = List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            DateTimeFormatter.ofPattern("EEEE, dd-MMM-yy HH:mm:ss zzz", Locale.US),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US).withZone(ZoneOffset.UTC));

    private RetryAfter() {}

    /**
     * For how long a connection is to be left alone after an answer; from a second to an hour. Empty if the answer asks for
     * nothing of the kind: it is neither a 429 nor a 503 that says for how long.
     *
     * @param status the answer's status
     * @param field the value of its field, if it has one
     * @param now by the wall clock, for fields that name a moment
     */
    public static Optional<Duration> pause(int status, @Nullable String field, Instant now) {
        if (status != 429 && status != 503) {
            return Optional.empty();
        }
        Optional<Duration> stated = Optional.ofNullable(field).flatMap(value -> read(value.strip(), now));
        return (status == 429 ? stated.or(() -> Optional.of(BY_DEFAULT)) : stated).map(RetryAfter::within);
    }

    private static Optional<Duration> read(String value, Instant now) {
        if (value.matches("\\d{1,18}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        if (value.matches("\\d+")) {
            return Optional.of(MOST);
        }
        return DATES.stream()
                .flatMap(form -> date(form, value).stream())
                .findFirst()
                .map(moment -> Duration.between(now, moment));
    }

    private static Optional<Instant> date(DateTimeFormatter form, String value) {
        try {
            return Optional.of(form.parse(value, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration within(Duration pause) {
        return pause.compareTo(LEAST) < 0 ? LEAST : pause.compareTo(MOST) > 0 ? MOST : pause;
    }
}
