package online.cloudtolocalllm.settings.model;

import java.time.Duration;
import java.time.Instant;

/**
 * The strip at the foot of the window: what was done last, with the offer to undo it, or what went wrong.
 *
 * @param sentence what it says
 * @param undo whether it offers to undo
 * @param problem whether it tells what went wrong
 * @param until when it goes by itself
 */
public record Notice(String sentence, boolean undo, boolean problem, Instant until) {

    /** How long what was done can be undone by one click. */
    public static final Duration SHOWN = Duration.ofSeconds(10);
}
