/** Real sockets, real processes and known time for the tests of every other module. */
module online.cloudtolocalllm.testkit {
    requires transitive online.cloudtolocalllm.protocol;
    requires static transitive org.jspecify;

    exports online.cloudtolocalllm.testkit;
    exports online.cloudtolocalllm.testkit.desktop;
    exports online.cloudtolocalllm.testkit.http;
    exports online.cloudtolocalllm.testkit.ipc;
    exports online.cloudtolocalllm.testkit.keyring;
    exports online.cloudtolocalllm.testkit.process;
    exports online.cloudtolocalllm.testkit.recorded;
    exports online.cloudtolocalllm.testkit.tls;
    exports online.cloudtolocalllm.testkit.upstream;
}
