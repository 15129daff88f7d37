package online.cloudtolocalllm.settings.model.logs;

import java.util.Optional;

/**
 * What the page shows beside the lines.
 *
 * @param looked whether the file was looked at
 * @param problem why there are no lines, as a sentence; empty if there may be some
 * @param lines how many lines are kept
 * @param shown how many of them pass the filter
 * @param following whether new lines are shown as they come
 * @param waiting how many came since and pass the filter, where they are not
 */
public record LogState(
        boolean looked, Optional<String> problem, int lines, int shown, boolean following, int waiting) {}
