package online.cloudtolocalllm.chat.model.exchange;

import java.util.Locale;
import java.util.Set;
import online.cloudtolocalllm.protocol.words.PlainLine;

/** What a conversation's file may be called, on every system. Pure. */
final class FileName {

    private static final int LONGEST = 60;
    /** Devices on Windows, with every ending. */
    private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

    private FileName() {}

    static String of(String title) {
        StringBuilder name = new StringBuilder();
        PlainLine.of(title, LONGEST)
                .codePoints()
                .map(c -> Character.isLetterOrDigit(c) || c == ' ' || c == '-' || c == '_' ? c : '-')
                .forEach(name::appendCodePoint);
        String plain = name.toString().replaceAll("-{2,}", "-").replaceAll("^[ -]+|[ -]+$", "");
        boolean device = DEVICES.contains(plain.toLowerCase(Locale.ROOT)) || plain.matches("(?i)(com|lpt)\\d");
        return plain.isEmpty() || device ? "Conversation" : plain;
    }
}
