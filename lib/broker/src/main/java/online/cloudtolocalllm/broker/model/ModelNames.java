package online.cloudtolocalllm.broker.model;

/**
 * Compares the names of models as Ollama does: without regard to case, {@code x} is {@code x:latest}, and {@code library/x} is
 * {@code x}. Pure; allocates nothing.
 */
public final class ModelNames {

    private static final String USUAL_TAG = ":latest";
    private static final String USUAL_NAMESPACE = "library/";

    private ModelNames() {}

    /** Whether two names are of the same model. */
    public static boolean same(String one, String other) {
        int start = start(one);
        int otherStart = start(other);
        int length = end(one) - start;
        return length == end(other) - otherStart && one.regionMatches(true, start, other, otherStart, length);
    }

    private static int start(String name) {
        return name.regionMatches(true, 0, USUAL_NAMESPACE, 0, USUAL_NAMESPACE.length()) ? USUAL_NAMESPACE.length() : 0;
    }

    private static int end(String name) {
        int untagged = name.length() - USUAL_TAG.length();
        return untagged > 0 && name.regionMatches(true, untagged, USUAL_TAG, 0, USUAL_TAG.length())
                ? untagged
                : name.length();
    }
}
