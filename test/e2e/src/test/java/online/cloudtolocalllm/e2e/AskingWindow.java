package online.cloudtolocalllm.e2e;

import online.cloudtolocalllm.protocol.files.Locations;

/** A main window in a process of its own that asks one question, says so, and goes on until it is killed. */
final class AskingWindow {

    private AskingWindow() {}

    public static void main(String[] arguments) throws Exception {
        OpenChatWindow window = new OpenChatWindow(Locations.ofThisUser());
        window.ask(arguments[0]);
        if (!window.sees(arguments[1])) {
            throw new AssertionError("no answer");
        }
        System.out.println("asked");
        Thread.currentThread().join();
    }
}
