package online.cloudtolocalllm.protocol;

import java.util.Locale;

/**
 * The one form of a model's name that Ollama understands under several: without regard to case, {@code x} is {@code x:latest},
 * {@code library/x} and {@code https://registry.ollama.ai/library/x}. Whatever compares names does it by this. Pure.
 */
public final class CanonicalName {

    private static final String USUAL_HOST = "registry.ollama.ai/";
    private static final String USUAL_NAMESPACE = "library/";
    private static final String USUAL_TAG = ":latest";

    private CanonicalName() {}

    /** The canonical form of a name. */
    public static String of(String name) {
        return name.substring(start(name), end(name)).toLowerCase(Locale.ROOT);
    }

    /** The name as people write it: without the tag that every model has when no other is named. */
    public static String withoutUsualTag(String name) {
        return name.substring(0, end(name));
    }

    /** Whether two names are of the same model. Allocates nothing. */
    public static boolean same(String one, String other) {
        int start = start(one);
        int otherStart = start(other);
        int length = end(one) - start;
        return length == end(other) - otherStart && one.regionMatches(true, start, other, otherStart, length);
    }

    /** Whether the beginning of names, in small letters, is one of this canonical name, however that might be written. */
    public static boolean begins(String beginning, String canonical) {
        String name = isUntagged(canonical) ? canonical + USUAL_TAG : canonical;
        int dropped = dropped(beginning, canonical);
        return name.startsWith(beginning.substring(dropped));
    }

    /** How much of a beginning that fits says more than that the host and the name space are the usual ones. */
    public static int weight(String beginning, String canonical) {
        return beginning.length() - dropped(beginning, canonical);
    }

    /** How much of a beginning the canonical form leaves out: names with a space lack the host only, others with a host nothing. */
    private static int dropped(String beginning, String canonical) {
        int scheme = scheme(beginning);
        int slash = canonical.indexOf('/');
        if (slash >= 0 && canonical.indexOf('/', slash + 1) >= 0) {
            return scheme;
        }
        int host = beginning.startsWith(USUAL_HOST, scheme) ? scheme + USUAL_HOST.length() : scheme;
        return slash < 0 && beginning.startsWith(USUAL_NAMESPACE, host) ? host + USUAL_NAMESPACE.length() : host;
    }

    private static boolean isUntagged(String name) {
        return name.lastIndexOf(':') <= name.lastIndexOf('/');
    }

    private static int scheme(String name) {
        int scheme = name.indexOf("://");
        return scheme < 0 ? 0 : scheme + "://".length();
    }

    private static int start(String name) {
        int start = scheme(name);
        if (starts(name, start, USUAL_HOST) && name.indexOf('/', start + USUAL_HOST.length()) >= 0) {
            start += USUAL_HOST.length();
        }
        boolean usual = starts(name, start, USUAL_NAMESPACE) && name.indexOf('/', start + USUAL_NAMESPACE.length()) < 0;
        return usual ? start + USUAL_NAMESPACE.length() : start;
    }

    private static int end(String name) {
        int untagged = name.length() - USUAL_TAG.length();
        return untagged > start(name) && starts(name, untagged, USUAL_TAG) ? untagged : name.length();
    }

    private static boolean starts(String name, int at, String with) {
        return name.regionMatches(true, at, with, 0, with.length());
    }
}
