package online.cloudtolocalllm.chat.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import online.cloudtolocalllm.chat.model.talk.Opened;

/** Parts of a conversation's chosen messages. What one costs depends on its size alone. Each method is part of its caller's transaction. */
final class Pages {

    private Pages() {}

    /**
     * The last ones; empty if there is no such conversation.
     *
     * @throws SQLException if the database refuses
     */
    static Optional<Opened> newest(Database database, long conversation, int most) throws SQLException {
        if (Conversations.one(database, conversation).isEmpty()) {
            return Optional.empty();
        }
        OptionalLong last = Branches.last(database, conversation);
        if (last.isEmpty()) {
            return Optional.of(Opened.EMPTY);
        }
        List<Long> way = Branches.up(database, last.getAsLong(), oneMore(most));
        return Optional.of(page(database, nearest(way, most).reversed(), way.size() > most, false));
    }

    /**
     * Those before a message; empty if there is no such message.
     *
     * @throws SQLException if the database refuses
     */
    static Optional<Opened> earlier(Database database, long message, int most) throws SQLException {
        List<Long> way = Branches.up(database, message, oneMore(most) + 1);
        if (way.isEmpty()) {
            return Optional.empty();
        }
        List<Long> before = way.subList(1, way.size());
        return Optional.of(page(database, nearest(before, most).reversed(), before.size() > most, true));
    }

    /**
     * Those behind a message; empty if there is no such message.
     *
     * @throws SQLException if the database refuses
     */
    static Optional<Opened> later(Database database, long message, int most) throws SQLException {
        if (Branches.up(database, message, 1).isEmpty()) {
            return Optional.empty();
        }
        List<Long> behind = Branches.down(database, message, oneMore(most));
        return Optional.of(page(database, nearest(behind, most), true, behind.size() > most));
    }

    /**
     * Those around a message, as many before it as behind it where there are as many; empty if there is no such message.
     *
     * @throws SQLException if the database refuses
     */
    static Optional<Opened> around(Database database, long message, int most) throws SQLException {
        List<Long> way = Branches.up(database, message, oneMore(most));
        if (way.isEmpty()) {
            return Optional.empty();
        }
        List<Long> behind = Branches.down(database, message, oneMore(most));
        int room = Math.max(1, most);
        int below = Math.min(behind.size(), room / 2);
        int above = Math.min(way.size(), room - below);
        below = Math.min(behind.size(), room - above);
        List<Long> numbers = new ArrayList<>(nearest(way, above).reversed());
        numbers.addAll(nearest(behind, below));
        return Optional.of(page(database, numbers, way.size() > above, behind.size() > below));
    }

    private static Opened page(Database database, List<Long> numbers, boolean earlier, boolean later)
            throws SQLException {
        return new Opened(Messages.read(database, numbers), earlier, later);
    }

    private static List<Long> nearest(List<Long> way, int most) {
        return way.subList(0, Math.clamp(way.size(), 0, Math.max(0, most)));
    }

    private static long oneMore(int most) {
        return Math.max(0, most) + 1L;
    }
}
