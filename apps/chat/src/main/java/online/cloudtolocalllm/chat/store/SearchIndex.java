package online.cloudtolocalllm.chat.store;

import java.sql.SQLException;
import java.util.List;

/**
 * The index over titles and messages. It holds no text itself. An answer gets into it when it is over, so that what is saved every
 * second is not taken apart every second. Each method is part of its caller's transaction.
 */
final class SearchIndex {

    /** Messages stand at even numbers, titles at odd ones. */
    static final String TABLE = """
        create virtual table words using fts5(text, content='', contentless_delete=1, prefix='1 2 3',
          tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co S*'")\
        """;

    /** So many texts are in memory at once while the index catches up. */
    private static final int TOGETHER = 200;

    /** A message that holds the words, or a title (message 0). */
    record Hit(long conversation, long message) {}

    private SearchIndex() {}

    /**
     * Puts a message that is whole into it, in the place of what was there.
     *
     * @throws SQLException if the database refuses
     */
    static void message(Database database, long number, String text) throws SQLException {
        put(database, number * 2, text);
        database.change("update message set indexed = 1 where number = ?", number);
    }

    /**
     * Puts a title into it, in the place of the one that was there.
     *
     * @throws SQLException if the database refuses
     */
    static void title(Database database, long conversation, String title) throws SQLException {
        put(database, conversation * 2 + 1, title);
    }

    private static void put(Database database, long place, String text) throws SQLException {
        database.change("delete from words where rowid = ?", place);
        database.change("insert into words (rowid, text) values (?, ?)", place, SearchText.indexed(text));
    }

    /**
     * Takes out what belongs to a conversation.
     *
     * @throws SQLException if the database refuses
     */
    static void forget(Database database, long conversation) throws SQLException {
        database.change(
                "delete from words where rowid in (select number * 2 from message where conversation = ?)",
                conversation);
        database.change("delete from words where rowid = ?", conversation * 2 + 1);
    }

    /**
     * Has it forget the words of what was taken out, which it otherwise does by and by.
     *
     * @throws SQLException if the database refuses
     */
    static void tidy(Database database) throws SQLException {
        database.run("insert into words (words) values ('optimize')");
    }

    /**
     * Whether something is not in it yet.
     *
     * @throws SQLException if the database refuses
     */
    static boolean behind(Database database) throws SQLException {
        return database.number("select 1 from message where indexed = 0 limit 1")
                .isPresent();
    }

    /**
     * Puts in what is not in it: answers whose end nobody saw, as far as they came.
     *
     * @return how many
     * @throws SQLException if the database refuses
     */
    static int catchUp(Database database) throws SQLException {
        long last = 0;
        int all = 0;
        List<Text> some;
        do {
            some = missing(database, last);
            for (Text text : some) {
                put(database, text.number * 2, text.text);
                last = text.number;
            }
            database.change(
                    "update message set indexed = 1 where indexed = 0 and stage != 'writing' and number <= ?", last);
            all += some.size();
        } while (some.size() == TOGETHER);
        return all;
    }

    private record Text(long number, String text) {}

    private static List<Text> missing(Database database, long after) throws SQLException {
        return database.rows("""
            select number, text || coalesce((select group_concat(t.text, '' order by t.place) from tail t where t.message = number), '')
            from message join body on body.message = number where indexed = 0 and number > ? order by number limit ?\
            """, row -> new Text(row.getLong(1), row.getString(2)), after, TOGETHER);
    }

    /**
     * Makes it anew of what the tables hold.
     *
     * @return of how many messages
     * @throws SQLException if the database refuses
     */
    static int rebuild(Database database) throws SQLException {
        database.run("drop table words");
        database.run(TABLE);
        database.run("update message set indexed = 0");
        List<Text> titles = database.rows(
                "select number, title from conversation", row -> new Text(row.getLong(1), row.getString(2)));
        for (Text title : titles) {
            title(database, title.number, title.text);
        }
        return catchUp(database);
    }
}
