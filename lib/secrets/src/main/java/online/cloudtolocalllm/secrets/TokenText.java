package online.cloudtolocalllm.secrets;

import java.util.regex.Pattern;
import online.cloudtolocalllm.config.Token;

/** What a token can look like (RFC 9110, section 5.5: what a header field can carry without quoting). Pure. */
public final class TokenText {

    /** The longest token, in characters. */
    public static final int LONGEST = 8192;

    private static final Pattern TOKEN = Pattern.compile("[!-~]{1," + LONGEST + "}");

    private TokenText() {}

    /** Whether a text can be a token: visible ASCII, at most {@value #LONGEST} characters. */
    public static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    /**
     * Reads what was kept somewhere; one line feed at its end, as editors leave it, is not part of it.
     *
     * @param where for the reason, such as {@code the file /x/y}
     */
    static Resolution read(String text, String where) {
        String token = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        token = token.endsWith("\r") && token.length() < text.length() ? token.substring(0, token.length() - 1) : token;
        if (token.isEmpty()) {
            return new Resolution.Absent(where + " is empty");
        }
        return isToken(token)
                ? new Resolution.Found(new Token(token))
                : new Resolution.Unusable(where + " holds characters that no token has, or is longer than any");
    }
}
