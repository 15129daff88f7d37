package online.cloudtolocalllm.tray.notify;

import java.time.Instant;
import java.util.Optional;
import online.cloudtolocalllm.tray.Notice;

/**
 * What follows from a look.
 *
 * @param state to be given to the next one
 * @param notice what is to be told
 * @param wake when to look again although nothing changes
 */
public record NotificationStep(NotificationState state, Optional<Notice> notice, Optional<Instant> wake) {}
