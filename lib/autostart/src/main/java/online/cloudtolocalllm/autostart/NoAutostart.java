package online.cloudtolocalllm.autostart;

/**
 * Where nothing can be started at login. Thread-safe.
 *
 * @param why in words, with what to do about it
 */
record NoAutostart(String why) implements Autostart {

    @Override
    public AutostartState state() {
        return new AutostartState.Unavailable(why);
    }

    @Override
    public AutostartState set(boolean on) {
        return state();
    }
}
