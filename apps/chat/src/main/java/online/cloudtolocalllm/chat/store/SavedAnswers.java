package online.cloudtolocalllm.chat.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.store.ConversationStore.Unfinished;

/**
 * Answers while they are written. What came since the last time is added as a piece, so that saving a long answer costs what saving a
 * short one does; the pieces become one text when the answer is over. If anything else wrote to the answer in between, it is
 * stored as a whole once. Thread-safe.
 */
final class SavedAnswers {

    private static final long ANY_REVISION = -1;

    /** What this object knows to be stored. */
    private record Known(long revision, String text, String thinking, String tools) {

        boolean grewTo(Message answer, String wanted) {
            return tools.equals(wanted) && continues(text, answer.text()) && continues(thinking, answer.thinking());
        }

        /** Half a character at the end was not stored as it is. */
        private static boolean continues(String before, String now) {
            return now.startsWith(before)
                    && (before.isEmpty() || !Character.isHighSurrogate(before.charAt(before.length() - 1)));
        }
    }

    private record Piece(String text, String thinking) {}

    /** By the message's number. It may be behind what is stored, which shows in the revision. */
    private final Map<Long, Known> known = new ConcurrentHashMap<>();

    /**
     * Stores how far it is.
     *
     * @return what to call when the transaction is done; empty if there is no such message
     * @throws SQLException if the database refuses
     */
    Optional<Runnable> save(Database database, Message answer, Kept kept) throws SQLException {
        long number = answer.number();
        String tools = StoredJson.of(answer.tools());
        Known last = known.get(number);
        if (last != null
                && !answer.stage().over()
                && last.grewTo(answer, tools)
                && update(database, answer, kept, last.revision)) {
            addPiece(database, answer, last);
        } else if (update(database, answer, kept, ANY_REVISION)) {
            rewrite(database, answer, tools);
        } else {
            return Optional.empty();
        }
        if (answer.stage().over()) {
            SearchIndex.message(database, number, answer.text());
            return Optional.of(() -> known.remove(number));
        }
        long now = database.number("select revision from message where number = ?", number)
                .orElseThrow();
        return Optional.of(() -> known.put(number, new Known(now, answer.text(), answer.thinking(), tools)));
    }

    private static boolean update(Database database, Message answer, Kept kept, long revision) throws SQLException {
        return database.change(
                        """
                        update message set stage = ?, problem = ?, origin = ?, kept = ?, taken = ?, indexed = 0,
                        revision = revision + 1 where number = ?6 and (revision = ?7 or ?7 < 0)\
                        """,
                        answer.stage().word(),
                        answer.problem(),
                        StoredJson.of(answer.origin()),
                        kept.request(),
                        kept.offset(),
                        answer.number(),
                        revision)
                == 1;
    }

    private static void addPiece(Database database, Message answer, Known last) throws SQLException {
        String text = answer.text().substring(last.text.length());
        String thinking = answer.thinking().substring(last.thinking.length());
        if (!text.isEmpty() || !thinking.isEmpty()) {
            database.change("""
                insert into tail (message, place, text, thinking)
                select ?1, 1 + coalesce(max(place), 0), ?2, ?3 from tail where message = ?1\
                """, answer.number(), text, thinking);
        }
    }

    private static void rewrite(Database database, Message answer, String tools) throws SQLException {
        database.change("delete from tail where message = ?", answer.number());
        database.change(
                "update body set text = ?, thinking = ?, tools = ? where message = ?",
                answer.text(),
                answer.thinking(),
                tools,
                answer.number());
    }

    /**
     * Answers that are being written, in conversations that were not deleted.
     *
     * @throws SQLException if the database refuses
     */
    static List<Unfinished> unfinished(Database database) throws SQLException {
        record Place(long conversation, long message, Kept kept) {}
        List<Place> places = database.rows(
                """
                select m.conversation, m.number, m.kept, m.taken from message m join conversation c on c.number = m.conversation
                where m.stage = 'writing' and c.deleted is null order by m.number\
                """, row -> new Place(row.getLong(1), row.getLong(2), new Kept(row.getString(3), row.getLong(4))));
        List<Unfinished> all = new ArrayList<>();
        for (Place place : places) {
            for (Message message : Messages.read(database, List.of(place.message))) {
                all.add(new Unfinished(place.conversation, message, place.kept));
            }
        }
        return all;
    }

    /**
     * The message with the pieces that were added to it.
     *
     * @throws SQLException if the database refuses
     */
    static Message whole(Database database, Message row) throws SQLException {
        List<Piece> pieces = database.rows(
                "select text, thinking from tail where message = ? order by place",
                piece -> new Piece(piece.getString(1), piece.getString(2)),
                row.number());
        return row.so(
                row.text() + pieces.stream().map(Piece::text).collect(Collectors.joining()),
                row.thinking() + pieces.stream().map(Piece::thinking).collect(Collectors.joining()),
                row.tools(),
                row.origin());
    }
}
