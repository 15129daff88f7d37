package online.cloudtolocalllm.protocol;

import java.util.Locale;

/** Tells the models that an Ollama has hosted at ollama.com by their names: {@code x:cloud}, {@code x:120b-cloud}. Pure. */
public final class HostedTag {

    private HostedTag() {}

    /** Whether the name has such a tag. */
    public static boolean matches(String model) {
        int colon = model.lastIndexOf(':');
        if (colon < 0) {
            return false;
        }
        String tag = model.substring(colon + 1).toLowerCase(Locale.ROOT);
        return tag.equals("cloud") || tag.endsWith("-cloud");
    }
}
