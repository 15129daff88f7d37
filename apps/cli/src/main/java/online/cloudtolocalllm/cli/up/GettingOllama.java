package online.cloudtolocalllm.cli.up;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.launch.Detachment;

/** How to get Ollama to run, in words. */
final class GettingOllama {

    private GettingOllama() {}

    static List<String> words(Map<String, String> environment, String osName, HostPort place) {
        boolean windows = osName.toLowerCase(Locale.ROOT).startsWith("windows");
        boolean installed = Detachment.onPath(environment, windows ? "ollama.exe" : "ollama")
                .isPresent();
        if (installed) {
            return List.of("Ollama is installed and does not answer on " + place + ". Start it: ollama serve");
        }
        String how = osName.toLowerCase(Locale.ROOT).startsWith("mac") ? ", or \"brew install ollama\"" : "";
        return List.of(
                "No Ollama answers on " + place + ". It runs models on this computer, for nothing and in private:",
                "  1. Install it: https://ollama.com/download" + how,
                "  2. Get a small model: ollama pull llama3.2");
    }
}
