package online.cloudtolocalllm.settings.view.page;

import java.time.Instant;
import java.time.ZoneId;

/**
 * When something is shown, and to whom.
 *
 * @param now the time
 * @param zone where the clock on the wall is
 */
public record Moment(Instant now, ZoneId zone) {

    /** This very moment, by the computer's clock. */
    public static Moment here() {
        return new Moment(Instant.now(), ZoneId.systemDefault());
    }
}
