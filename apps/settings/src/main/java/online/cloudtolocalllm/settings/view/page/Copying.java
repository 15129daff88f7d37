package online.cloudtolocalllm.settings.view.page;

/** The name under which the status page knows the windows' clipboard. For JavaFX's thread. */
public final class Copying {

    private Copying() {}

    /** As {@link online.cloudtolocalllm.window.Copying#put}. */
    public static void put(String text) {
        online.cloudtolocalllm.window.Copying.put(text);
    }
}
