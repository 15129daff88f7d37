/** The main window, where people talk with models. */
module online.cloudtolocalllm.chat {
    requires atlantafx.base;
    requires javafx.controls;
    requires online.cloudtolocalllm.window;
    requires static transitive org.jspecify;
}
