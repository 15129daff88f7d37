/** The settings window. */
module online.cloudtolocalllm.settings {
    requires atlantafx.base;
    requires javafx.controls;
    requires online.cloudtolocalllm.config;
    requires online.cloudtolocalllm.window;
    requires static transitive org.jspecify;
}
