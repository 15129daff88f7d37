package online.cloudtolocalllm.demo.answer;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into what the demo calls its tokens: words, each with the white space before it. */
public final class Pieces {

    private Pieces() {}

    /** The pieces; put together they are the text again. */
    public static List<String> of(String text) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 1; i < text.length(); i++) {
            if (startsPiece(text, i)) {
                pieces.add(text.substring(from, i));
                from = i;
            }
        }
        if (from < text.length()) {
            pieces.add(text.substring(from));
        }
        return List.copyOf(pieces);
    }

    /** How many pieces the text has. */
    public static int count(String text) {
        int count = text.isEmpty() ? 0 : 1;
        for (int i = 1; i < text.length(); i++) {
            count += startsPiece(text, i) ? 1 : 0;
        }
        return count;
    }

    private static boolean startsPiece(String text, int index) {
        return Character.isWhitespace(text.charAt(index)) && !Character.isWhitespace(text.charAt(index - 1));
    }
}
