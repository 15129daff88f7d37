package online.cloudtolocalllm.chat.store;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Found;
import online.cloudtolocalllm.chat.model.talk.Message;

/** Looks for words as simply as it can be. Pure. */
final class MemorySearch {

    private MemorySearch() {}

    static Optional<Found> in(Conversation conversation, List<Message> messages, String words) {
        List<String> wanted = words(words);
        if (wanted.isEmpty() || holds(conversation.title(), wanted)) {
            return Optional.of(new Found(conversation, 0, ""));
        }
        return messages.stream()
                .filter(message -> holds(message.text(), wanted))
                .findFirst()
                .map(message -> new Found(conversation, message.number(), line(message.text(), wanted)));
    }

    private static String line(String text, List<String> wanted) {
        return text.lines().filter(line -> holds(line, wanted)).findFirst().orElse(text.strip());
    }

    private static boolean holds(String text, List<String> wanted) {
        List<String> there = words(text);
        return wanted.stream().allMatch(word -> there.stream().anyMatch(other -> other.startsWith(word)));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}\\p{So}]+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
