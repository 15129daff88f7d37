package online.cloudtolocalllm.chat.model.standing;

import java.util.ArrayList;
import java.util.List;

/** Remedies that a test decides about. For one thread. */
public final class PlayedRemedies implements Remedies {

    /** What was done. */
    public final List<String> deeds = new ArrayList<>();
    /** What is found. */
    public OllamaHere ollama = OllamaHere.MISSING;
    /** What goes wrong; empty if nothing does. */
    public String problem = "";

    @Override
    public OllamaHere ollama() {
        deeds.add("look");
        return ollama;
    }

    @Override
    public String startOllama() {
        deeds.add("ollama");
        return problem;
    }

    @Override
    public String startDemo() {
        deeds.add("demo");
        return problem;
    }

    @Override
    public String resume(List<String> connections) {
        deeds.add("resume " + String.join(",", connections));
        return problem;
    }
}
