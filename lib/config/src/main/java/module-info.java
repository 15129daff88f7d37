/** The settings files: what they may say, and how they are read and changed without losing anything. */
module online.cloudtolocalllm.config {
    requires transitive online.cloudtolocalllm.protocol;
    requires static transitive org.jspecify;

    exports online.cloudtolocalllm.config;
    exports online.cloudtolocalllm.config.daemon;
    exports online.cloudtolocalllm.config.store;
}
