/** A small scripted Ollama look-alike, so that the product can be tried with no model at hand. */
module online.cloudtolocalllm.demo {
    requires jdk.httpserver;
    requires online.cloudtolocalllm.protocol;
    requires static transitive org.jspecify;
}
