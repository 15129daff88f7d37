/** Messages, codec, status vocabulary and file locations that every process of CloudToLocalLLM shares. */
module online.cloudtolocalllm.protocol {
    requires com.fasterxml.jackson.core;
    requires static transitive org.jspecify;

    exports online.cloudtolocalllm.protocol;
    exports online.cloudtolocalllm.protocol.files;
    exports online.cloudtolocalllm.protocol.ipc;
    exports online.cloudtolocalllm.protocol.json;
    exports online.cloudtolocalllm.protocol.launch;
    exports online.cloudtolocalllm.protocol.status;
    exports online.cloudtolocalllm.protocol.words;
}
