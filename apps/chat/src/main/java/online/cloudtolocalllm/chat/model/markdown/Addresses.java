package online.cloudtolocalllm.chat.model.markdown;

import java.util.List;
import java.util.Locale;

/** Which addresses may be opened from a text that a model wrote. */
public final class Addresses {

    private static final int LONGEST = 2000;
    private static final List<String> SCHEMES = List.of("https://", "http://", "mailto:");

    private Addresses() {}

    /** Whether this leads to the web or to somebody's mail, and nowhere else: no file, no program, no script. */
    public static boolean opens(String address) {
        return address.length() <= LONGEST
                && SCHEMES.stream().anyMatch(scheme -> begins(address, scheme))
                && address.chars().noneMatch(Addresses::hides);
    }

    /** Whether it begins so and goes on, whatever the case. */
    private static boolean begins(String address, String scheme) {
        return address.length() > scheme.length()
                && address.substring(0, scheme.length())
                        .toLowerCase(Locale.ROOT)
                        .equals(scheme);
    }

    private static boolean hides(int c) {
        return Character.isWhitespace(c) || Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
    }
}
