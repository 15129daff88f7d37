package online.cloudtolocalllm.chat.store;

import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;

/**
 * The tree of a conversation's messages, and the path through it that is chosen. A conversation knows the path's last message, so that
 * opening it at its end walks no longer than what is shown. Each method is part of its caller's transaction.
 */
final class Branches {

    private Branches() {}

    /**
     * The numbers on the way up from a message, itself first.
     *
     * @throws SQLException if the database refuses
     */
    static List<Long> up(Database database, long message, long most) throws SQLException {
        return database.rows("""
            with recursive way (number, parent, place) as (
              select number, parent, 1 from message where number = ?1 and ?2 > 0
              union all
              select m.number, m.parent, place + 1 from way join message m on m.number = way.parent where place < ?2)
            select number from way order by place\
            """, row -> row.getLong(1), message, most);
    }

    /**
     * The numbers on the chosen way down from a message, without itself.
     *
     * @throws SQLException if the database refuses
     */
    static List<Long> down(Database database, long message, long most) throws SQLException {
        return database.rows("""
            with recursive way (number, chosen, place) as (
              select number, chosen, 0 from message where number = ?1
              union all
              select m.number, m.chosen, place + 1 from way
              join message m on m.number = way.chosen and m.parent = way.number where place < ?2)
            select number from way where place > 0 order by place\
            """, row -> row.getLong(1), message, most);
    }

    /**
     * The last message of the chosen path.
     *
     * @return empty if there is no message
     * @throws SQLException if the database refuses
     */
    static OptionalLong last(Database database, long conversation) throws SQLException {
        return database.number("select leaf from conversation where number = ?", conversation);
    }

    /**
     * Makes a message that was just added the chosen child of its parent.
     *
     * @param parent 0 for the first of a conversation
     * @throws SQLException if the database refuses
     */
    static void added(Database database, long conversation, long parent, long message) throws SQLException {
        chooseFirst(database, conversation, message);
        database.change("update message set chosen = ? where number = ?", message, parent);
        int grew = database.change(
                "update conversation set leaf = ?1 where number = ?2 and (leaf is nullif(?3, 0) or ?3 = 0)",
                message,
                conversation,
                parent);
        if (grew == 0) {
            findLast(database, conversation);
        }
    }

    /**
     * Makes a message the chosen child of its parent, and with {@code all} every one before it.
     *
     * @return whether there is such a message
     * @throws SQLException if the database refuses
     */
    static boolean choose(Database database, long message, boolean all) throws SQLException {
        OptionalLong conversation = database.number("select conversation from message where number = ?", message);
        if (conversation.isEmpty()) {
            return false;
        }
        int changed = database.change("""
            with recursive way (number, parent) as (
              select number, parent from message where number = ?1
              union all
              select m.number, m.parent from way join message m on m.number = way.parent where ?2)
            update message set chosen = way.number from way
            where message.number = way.parent and message.chosen is not way.number\
            """, message, all);
        long top = all ? up(database, message, Long.MAX_VALUE).getLast() : message;
        changed += chooseFirst(database, conversation.getAsLong(), top);
        if (changed > 0) {
            findLast(database, conversation.getAsLong());
        }
        return true;
    }

    /** Does nothing for a message that is not the first of its conversation. */
    private static int chooseFirst(Database database, long conversation, long message) throws SQLException {
        return database.change("""
            update conversation set chosen = ?1 where number = ?2 and chosen is not ?1
            and exists (select 1 from message where number = ?1 and parent is null)\
            """, message, conversation);
    }

    private static void findLast(Database database, long conversation) throws SQLException {
        database.change("""
            with recursive way (number, chosen, place) as (
              select m.number, m.chosen, 0 from conversation c join message m on m.number = c.chosen where c.number = ?1
              union all
              select m.number, m.chosen, place + 1 from way
              join message m on m.number = way.chosen and m.parent = way.number)
            update conversation set leaf = (select number from way order by place desc limit 1) where number = ?1\
            """, conversation);
    }
}
