package online.cloudtolocalllm.chat;

import java.util.List;
import online.cloudtolocalllm.chat.view.ChatWindow;

/** The process. */
final class Main {

    private Main() {}

    /** Opens the window, or shows the one that is open; ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(ChatWindow.program().run(List.of(arguments), System.getenv(), System.out, System.err));
    }
}
