package online.cloudtolocalllm.settings.model.logs;

import java.util.List;

/** How the lines that are shown changed. */
public sealed interface LogChange {

    /**
     * They are others.
     *
     * @param lines all of them, the oldest first
     */
    record Anew(List<LogLine> lines) implements LogChange {}

    /**
     * Some came.
     *
     * @param gone how many of the oldest are no longer shown
     * @param lines the new ones
     */
    record More(int gone, List<LogLine> lines) implements LogChange {}
}
