/** The shell of every window: one instance, the desktop's light and dark, its place, its link to the daemon. */
module online.cloudtolocalllm.window {
    requires atlantafx.base;
    requires online.cloudtolocalllm.bus;
    requires transitive javafx.controls;
    requires transitive online.cloudtolocalllm.client;
    requires static transitive org.jspecify;

    exports online.cloudtolocalllm.window;
    exports online.cloudtolocalllm.window.start;
    exports online.cloudtolocalllm.window.words;

    provides System.LoggerFinder with
            online.cloudtolocalllm.window.start.WindowLogs;
}
