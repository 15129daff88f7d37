package online.cloudtolocalllm.chat.model.list;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Found;
import online.cloudtolocalllm.window.words.Words;

/** Puts conversations under the day or the month of their last message. Pure. */
final class Groups {

    private static final int WEEK = 7;

    private Groups() {}

    /**
     * The rows, in the order in which they were found.
     *
     * @param running where answers are being written
     * @param open the open one; 0 for none of them
     */
    static List<ListRow> rows(Search.Answer answer, LocalDate today, ZoneId zone, Set<Long> running, long open) {
        List<ListRow> rows = new ArrayList<>();
        String last = "";
        for (Found found : answer.found()) {
            String group = group(found.conversation(), today, zone);
            if (!group.equals(last)) {
                rows.add(new ListRow.Heading(group));
                last = group;
            }
            long number = found.conversation().number();
            String words = answer.question().words();
            rows.add(new ListRow.Entry(
                    found,
                    Marks.of(title(found.conversation()), words),
                    Marks.of(Words.plain(found.excerpt()), words),
                    running.contains(number),
                    number == open));
        }
        if (answer.more()) {
            rows.add(new ListRow.More());
        }
        return rows;
    }

    /** What a conversation is called in the list. */
    static String title(Conversation conversation) {
        String title = Words.plain(conversation.title());
        return title.isEmpty() ? "New chat" : title;
    }

    private static String group(Conversation conversation, LocalDate today, ZoneId zone) {
        if (conversation.pinned()) {
            return "Pinned";
        }
        LocalDate day = day(conversation.changed(), zone);
        // A clock that was wrong may have written tomorrow.
        if (!day.isBefore(today)) {
            return "Today";
        }
        if (day.equals(today.minusDays(1))) {
            return "Yesterday";
        }
        if (day.isAfter(today.minusDays(WEEK))) {
            return "Last 7 days";
        }
        String month = day.getMonth().getDisplayName(TextStyle.FULL_STANDALONE, Locale.ENGLISH);
        return day.getYear() == today.getYear() ? month : month + " " + day.getYear();
    }

    static LocalDate day(Instant at, ZoneId zone) {
        return LocalDate.ofInstant(at, zone);
    }
}
