package online.cloudtolocalllm.chat.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import online.cloudtolocalllm.chat.model.talk.Image;

/**
 * The pictures of questions. Each is stored once, however many versions of a question show it. Each method is part of its caller's
 * transaction.
 */
final class Pictures {

    private Pictures() {}

    /**
     * Stores those of a new message.
     *
     * @throws SQLException if the database refuses
     */
    static void add(Database database, long message, List<Image> images) throws SQLException {
        for (int place = 0; place < images.size(); place++) {
            Image image = images.get(place);
            database.change(
                    "insert into shown (message, place, picture, name, type) values (?, ?, ?, ?, ?)",
                    message,
                    place,
                    stored(database, image.base64()),
                    image.name(),
                    image.type());
        }
    }

    private static long stored(Database database, String base64) throws SQLException {
        byte[] hash = hash(base64);
        OptionalLong there = database.number("select number from picture where hash = ?", (Object) hash);
        return there.isPresent()
                ? there.getAsLong()
                : database.insert("insert into picture (hash, content) values (?, ?)", hash, content(base64));
    }

    /** Bytes take a quarter less room than Base64. What is not Base64 as it is usually written stays as it is. */
    private static Object content(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return Base64.getEncoder().encodeToString(bytes).equals(base64) ? bytes : base64;
        } catch (IllegalArgumentException e) {
            return base64;
        }
    }

    private static byte[] hash(String base64) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(base64.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * The pictures of these messages.
     *
     * @param messages their numbers, as a JSON array
     * @return lists by the message's number; none for a message without pictures
     * @throws SQLException if the database refuses
     */
    static Map<Long, List<Image>> of(Database database, String messages) throws SQLException {
        Map<Long, List<Image>> all = new HashMap<>();
        database.rows(
                """
                select s.message, s.name, s.type, p.content from shown s join picture p on p.number = s.picture
                where s.message in (select value from json_each(?)) order by s.message, s.place\
                """,
                row -> all.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>())
                        .add(new Image(row.getString(2), row.getString(3), base64(row))),
                messages);
        return all;
    }

    private static String base64(ResultSet row) throws SQLException {
        return row.getObject(4) instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : row.getString(4);
    }

    /**
     * Forgets those that nobody shows any more.
     *
     * @throws SQLException if the database refuses
     */
    static void forgetUnused(Database database) throws SQLException {
        database.change("delete from picture where not exists (select 1 from shown where picture = picture.number)");
    }
}
