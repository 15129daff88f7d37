package online.cloudtolocalllm.settings.view.logs;

import online.cloudtolocalllm.config.daemon.DaemonConfig.LogLevel;

/** What can be chosen to be shown. */
enum LevelChoice {
    ALL("All levels", LogLevel.DEBUG),
    INFO("Info and above", LogLevel.INFO),
    WARN("Warnings and errors", LogLevel.WARN),
    ERROR("Errors", LogLevel.ERROR);

    private final String words;
    private final LogLevel least;

    LevelChoice(String words, LogLevel least) {
        this.words = words;
        this.least = least;
    }

    LogLevel least() {
        return least;
    }

    @Override
    public String toString() {
        return words;
    }
}
