package online.cloudtolocalllm.broker.model;

import online.cloudtolocalllm.config.CanonicalName;

/** Compares the names of models as Ollama does, by their {@link CanonicalName}. Pure; allocates nothing. */
public final class ModelNames {

    private ModelNames() {}

    /** Whether two names are of the same model. */
    public static boolean same(String one, String other) {
        return CanonicalName.same(one, other);
    }
}
