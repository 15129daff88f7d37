package online.cloudtolocalllm.chat.model.library.pull;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The name of a model to download, from what was typed or pasted: also from an address at ollama.com, or a command line of Ollama's.
 *
 * @param name the name; empty if there is none, or it is none
 * @param problem why it is none, as a sentence; empty if nothing is wrong, or nothing was typed
 */
public record ModelName(String name, String problem) {

    private static final int LONGEST = 256;
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]*");
    private static final List<String> BEFORE = List.of(
            "cloudtolocalllm pull ",
            "ollama pull ",
            "ollama run ",
            "https://www.ollama.com/library/",
            "https://ollama.com/library/",
            "ollama.com/library/",
            "https://ollama.com/",
            "https://huggingface.co/");

    /** What was meant. Pure. */
    public static ModelName of(String typed) {
        String name = typed.strip();
        for (String before : BEFORE) {
            if (name.regionMatches(true, 0, before, 0, before.length())) {
                name = (before.contains("huggingface") ? "hf.co/" : "")
                        + name.substring(before.length()).strip();
                break;
            }
        }
        if (name.isEmpty()) {
            return new ModelName("", "");
        }
        return name.length() <= LONGEST && ALLOWED.matcher(name).matches()
                ? new ModelName(name, "")
                : new ModelName("", "This is no model's name. Write it such as llama3.2 or qwen3:4b.");
    }
}
