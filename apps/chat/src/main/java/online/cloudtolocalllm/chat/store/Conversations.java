package online.cloudtolocalllm.chat.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Found;

/** Conversations as rows. Each method is part of its caller's transaction. */
final class Conversations {

    private static final String COLUMNS = "c.number, c.title, c.named, c.pinned, c.changed, c.profile";
    private static final String ORDER = " order by c.pinned desc, c.changed desc, c.number desc limit ?";

    private Conversations() {}

    /**
     * Those that were not deleted, in the list's order.
     *
     * @throws SQLException if the database refuses
     */
    static List<Found> all(Database database, int most) throws SQLException {
        return database.rows(
                "select " + COLUMNS + " from conversation c where c.deleted is null" + ORDER,
                row -> new Found(conversation(row), 0, ""),
                most);
    }

    /**
     * Those that the index finds, in the list's order.
     *
     * @param question as the index understands it
     * @param typed as it was typed
     * @throws SQLException if the database refuses
     */
    static List<Found> search(Database database, String question, String typed, int most) throws SQLException {
        List<Found> found = database.rows(
                "with hit (conversation, message) as ("
                        + " select m.conversation, m.number from words join message m on m.number = words.rowid / 2"
                        + " where words match ?1 and words.rowid % 2 = 0"
                        + " union all"
                        + " select words.rowid / 2, 0 from words where words match ?1 and words.rowid % 2 = 1),"
                        + " best (conversation, message) as materialized ("
                        + " select conversation, iif(min(message) = 0, 0, max(message)) from hit group by conversation)"
                        + " select " + COLUMNS + ", best.message"
                        + " from best join conversation c on c.number = best.conversation where c.deleted is null"
                        + ORDER,
                row -> new Found(conversation(row), row.getLong(7), ""),
                question,
                most);
        List<Found> withExcerpts = new ArrayList<>(found.size());
        for (Found one : found) {
            withExcerpts.add(new Found(one.conversation(), one.message(), excerpt(database, one.message(), typed)));
        }
        return withExcerpts;
    }

    private static String excerpt(Database database, long message, String typed) throws SQLException {
        return database.first("select text from body where message = ?", row -> row.getString(1), message)
                .map(text -> Excerpt.of(text, typed))
                .orElse("");
    }

    /**
     * One that was not deleted.
     *
     * @throws SQLException if the database refuses
     */
    static Optional<Conversation> one(Database database, long number) throws SQLException {
        return database.first(
                "select " + COLUMNS + " from conversation c where c.number = ? and c.deleted is null",
                Conversations::conversation,
                number);
    }

    private static Conversation conversation(ResultSet row) throws SQLException {
        return new Conversation(
                row.getLong(1),
                row.getString(2),
                row.getBoolean(3),
                row.getBoolean(4),
                Moments.of(row.getLong(5)),
                StoredJson.profile(row.getString(6)));
    }

    /**
     * Makes a new one; its number does not count.
     *
     * @return its number
     * @throws SQLException if the database refuses
     */
    static long insert(Database database, Conversation conversation) throws SQLException {
        long number = database.insert(
                "insert into conversation (title, named, pinned, changed, profile) values (?, ?, ?, ?, ?)",
                conversation.title(),
                conversation.named(),
                conversation.pinned(),
                Moments.number(conversation.changed()),
                StoredJson.of(conversation.profile()));
        SearchIndex.title(database, number, conversation.title());
        return number;
    }

    /**
     * Gives it a title; one of ours replaces none that the person gave.
     *
     * @return whether it has it now
     * @throws SQLException if the database refuses
     */
    static boolean rename(Database database, long number, String title, boolean named) throws SQLException {
        boolean done = database.change(
                        "update conversation set title = ?1, named = ?2 where number = ?3 and (?2 or not named)",
                        title,
                        named,
                        number)
                == 1;
        if (done) {
            SearchIndex.title(database, number, title);
        }
        return done;
    }

    /**
     * Forgets those that were deleted before this moment, with all that belongs to them.
     *
     * @return whether there were some
     * @throws SQLException if the database refuses
     */
    static boolean purge(Database database, Instant before) throws SQLException {
        List<Long> gone = database.rows(
                "select number from conversation where deleted < ?", row -> row.getLong(1), Moments.number(before));
        for (long number : gone) {
            SearchIndex.forget(database, number);
            database.change(
                    "delete from choice where name in (?, ?)",
                    ConversationStore.draft(number),
                    ConversationStore.edits(number));
            database.change("delete from conversation where number = ?", number);
        }
        if (!gone.isEmpty()) {
            Pictures.forgetUnused(database);
            SearchIndex.tidy(database);
        }
        return !gone.isEmpty();
    }
}
