package online.cloudtolocalllm.settings;

import java.util.List;
import online.cloudtolocalllm.settings.view.SettingsWindow;

/** The process. */
final class Main {

    private Main() {}

    /** Opens the window, or shows the one that is open; ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(SettingsWindow.program().run(List.of(arguments), System.getenv(), System.out, System.err));
    }
}
