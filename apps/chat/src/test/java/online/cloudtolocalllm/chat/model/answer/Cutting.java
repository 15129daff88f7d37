package online.cloudtolocalllm.chat.model.answer;

import java.util.ArrayList;
import java.util.List;

/** Cuts texts into pieces. */
final class Cutting {

    private Cutting() {}

    /** Pieces of these lengths, over and over; a character may be cut in two. */
    static List<String> cut(String text, List<Integer> lengths) {
        List<String> pieces = new ArrayList<>();
        int at = 0;
        for (int i = 0; at < text.length(); i++) {
            int end = Math.min(text.length(), at + lengths.get(i % lengths.size()));
            pieces.add(text.substring(at, end));
            at = end;
        }
        return pieces;
    }
}
