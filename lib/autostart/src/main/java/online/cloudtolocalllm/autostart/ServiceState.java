package online.cloudtolocalllm.autostart;

/** How the daemon's service is. */
public sealed interface ServiceState {

    /**
     * It is installed.
     *
     * @param by what describes it to the system, such as "~/.config/systemd/user/cloudtolocalllm.service"
     * @param atLogin whether it is started at login
     * @param activity whether it runs
     */
    record Installed(String by, boolean atLogin, Activity activity) implements ServiceState {}

    /** It is not installed. */
    record NotInstalled() implements ServiceState {}

    /**
     * It cannot be told or changed here.
     *
     * @param why in words, with what to do about it
     */
    record Unavailable(String why) implements ServiceState {}

    /** Whether a service runs. */
    enum Activity {
        /** It runs or is about to. */
        RUNNING("running"),
        /** It was not started, or stopped as asked. */
        STOPPED("stopped"),
        /** It ended in a way that the system does not repair. */
        FAILED("failed"),
        /** The system does not say. */
        UNKNOWN("unknown");

        private final String word;

        Activity(String word) {
            this.word = word;
        }

        /** The word for people and programs. */
        public String word() {
            return word;
        }
    }
}
