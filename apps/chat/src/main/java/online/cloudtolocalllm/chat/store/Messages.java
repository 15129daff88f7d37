package online.cloudtolocalllm.chat.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import online.cloudtolocalllm.chat.model.talk.Conversation;
import online.cloudtolocalllm.chat.model.talk.Image;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Message.Versions;
import online.cloudtolocalllm.chat.model.talk.Role;
import online.cloudtolocalllm.chat.model.talk.Stage;

/** Messages as rows. Each method is part of its caller's transaction. */
final class Messages {

    private Messages() {}

    /**
     * The messages that have these numbers, in this order; without those that are not there.
     *
     * @throws SQLException if the database refuses
     */
    static List<Message> read(Database database, List<Long> numbers) throws SQLException {
        String wanted = array(numbers);
        Map<Long, List<Image>> images = Pictures.of(database, wanted);
        Map<Long, Versions> versions = versions(database, wanted);
        Map<Long, Message> found = new HashMap<>();
        List<Message> rows = database.rows("""
            select m.number, m.parent, m.role, b.text, b.thinking, b.tools, m.stage, m.problem, m.origin, m.at
            from message m join body b on b.message = m.number where m.number in (select value from json_each(?))\
            """, row -> message(row, images, versions), wanted);
        for (Message row : rows) {
            found.put(row.number(), row.stage().over() ? row : SavedAnswers.whole(database, row));
        }
        List<Message> ordered = new ArrayList<>(numbers.size());
        for (Long number : numbers) {
            Message message = found.get(number);
            if (message != null) {
                ordered.add(message);
            }
        }
        return ordered;
    }

    private static Message message(ResultSet row, Map<Long, List<Image>> images, Map<Long, Versions> versions)
            throws SQLException {
        long number = row.getLong(1);
        return new Message(
                number,
                row.getLong(2),
                role(row.getString(3)),
                row.getString(4),
                row.getString(5),
                images.getOrDefault(number, List.of()),
                StoredJson.tools(row.getString(6)),
                stage(row.getString(7)),
                row.getString(8),
                StoredJson.origin(row.getString(9)),
                Moments.of(row.getLong(10)),
                versions.getOrDefault(number, Versions.ONLY));
    }

    private static Role role(String word) {
        return word.equals(Role.USER.word()) ? Role.USER : Role.ASSISTANT;
    }

    private static Stage stage(String word) {
        for (Stage stage : Stage.values()) {
            if (stage.word().equals(word)) {
                return stage;
            }
        }
        return Stage.BROKEN;
    }

    /** Which others could stand where these do. */
    private static Map<Long, Versions> versions(Database database, String wanted) throws SQLException {
        Map<Long, List<Long>> places = new HashMap<>();
        database.rows(
                """
                select m.number, s.number from message m
                join message s on s.conversation = m.conversation and s.parent is m.parent
                where m.number in (select value from json_each(?)) order by m.number, s.number\
                """,
                row -> places.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>())
                        .add(row.getLong(2)),
                wanted);
        Map<Long, Versions> versions = new HashMap<>();
        places.forEach((number, all) -> {
            if (all.size() > 1) {
                versions.put(number, new Versions(all, all.indexOf(number)));
            }
        });
        return versions;
    }

    /**
     * Makes the rows of a new message; its parent does not know of it yet.
     *
     * @param parent what it follows in the store; 0 for the first of a conversation
     * @return its number
     * @throws SQLException if the database refuses
     */
    static long insert(Database database, long conversation, long parent, Message message) throws SQLException {
        long number = database.insert(
                """
                insert into message (conversation, parent, role, stage, at, indexed, revision, kept, taken, origin, problem)
                values (?, nullif(?, 0), ?, ?, ?, 0, 0, '', 0, ?, ?)\
                """,
                conversation,
                parent,
                message.role().word(),
                message.stage().word(),
                Moments.number(message.at()),
                StoredJson.of(message.origin()),
                message.problem());
        database.change(
                "insert into body (message, text, thinking, tools) values (?, ?, ?, ?)",
                number,
                message.text(),
                message.thinking(),
                StoredJson.of(message.tools()));
        Pictures.add(database, number, message.images());
        if (message.stage().over()) {
            SearchIndex.message(database, number, message.text());
        }
        return number;
    }

    /**
     * Stores a new message as the chosen child of its parent.
     *
     * @return the message with its number and versions; with the number 0 if its place is not in this conversation
     * @throws SQLException if the database refuses
     */
    static Message append(Database database, long conversation, Message message) throws SQLException {
        OptionalLong place = message.parent() == 0
                ? database.number("select number from conversation where number = ?", conversation)
                : database.number("select conversation from message where number = ?", message.parent());
        if (place.isEmpty() || place.getAsLong() != conversation) {
            return message.withNumber(0);
        }
        long number = insert(database, conversation, message.parent(), message);
        Branches.added(database, conversation, message.parent(), number);
        database.change(
                "update conversation set changed = ? where number = ?", Moments.number(message.at()), conversation);
        return new Message(
                number,
                message.parent(),
                message.role(),
                message.text(),
                message.thinking(),
                message.images(),
                message.tools(),
                message.stage(),
                message.problem(),
                message.origin(),
                message.at(),
                versions(database, array(List.of(number))).getOrDefault(number, Versions.ONLY));
    }

    /**
     * Stores a whole tree.
     *
     * @param tree parents before children
     * @return the conversation's number; 0 if a parent is not before its child
     * @throws SQLException if the database refuses
     */
    static long add(Database database, Conversation conversation, List<Message> tree) throws SQLException {
        Map<Long, Long> stored = new HashMap<>();
        stored.put(0L, 0L);
        for (Message message : tree) {
            boolean fits = stored.containsKey(message.parent());
            if (!fits || stored.put(message.number(), message.number()) != null) {
                return 0;
            }
        }
        long number = Conversations.insert(database, conversation);
        for (Message message : tree) {
            long parent = stored.getOrDefault(message.parent(), 0L);
            long added = insert(database, number, parent, message);
            Branches.added(database, number, parent, added);
            stored.put(message.number(), added);
        }
        return number;
    }

    /** Numbers as a JSON array, which a statement takes as one parameter. */
    static String array(List<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
    }
}
