/** Finds the running daemon, proves both sides to each other, asks, and starts a daemon where none runs. */
module online.cloudtolocalllm.client {
    requires transitive online.cloudtolocalllm.protocol;
    requires static transitive org.jspecify;

    exports online.cloudtolocalllm.client;
    exports online.cloudtolocalllm.client.model;
}
