package online.cloudtolocalllm.testkit.upstream;

/** What an upstream does with one request: an answer as it should be, or a fault. */
public sealed interface Turn permits Reply, Fault {}
