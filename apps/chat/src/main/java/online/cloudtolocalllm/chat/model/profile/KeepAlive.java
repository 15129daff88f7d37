package online.cloudtolocalllm.chat.model.profile;

import java.util.Locale;
import java.util.regex.Pattern;

/** How long a model stays in memory, as people write it and as Ollama reads it. Pure. */
final class KeepAlive {

    private static final Pattern SECONDS = Pattern.compile("-?\\d{1,9}");
    /** What Go's durations are made of, and no other units: nobody keeps a model for nanoseconds. */
    private static final Pattern TIME = Pattern.compile("-?(\\d{1,6}(\\.\\d{1,3})?(ms|s|m|h)){1,3}");

    private KeepAlive() {}

    /** Whether it can be read. */
    static boolean fits(String typed) {
        String plain = plain(typed);
        return SECONDS.matcher(plain).matches() || TIME.matcher(plain).matches();
    }

    /** As Ollama reads it in a text: it knows no number without a unit there. */
    static String written(String typed) {
        String plain = plain(typed);
        return SECONDS.matcher(plain).matches() ? plain + "s" : plain;
    }

    private static String plain(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT).replace(" ", "").replaceAll("min$", "m");
    }
}
