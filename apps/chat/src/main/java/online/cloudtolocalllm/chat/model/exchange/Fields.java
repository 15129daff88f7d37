package online.cloudtolocalllm.chat.model.exchange;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;

/**
 * The fields of an object in a file that anybody may have written. A field of another kind is refused, not passed over: what is imported
 * is what the file says. What is not asked for does not count.
 *
 * @param json the object
 * @param where its place in the file, such as {@code messages[3].}; empty for the whole
 */
record Fields(JsonObject json, String where) {

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-30T00:00:00Z");
    /** Beyond it, not every whole number is one of JSON's. */
    private static final long MOST = 1L << 53;

    private MisshapenException wrong(String name, String expected) {
        return new MisshapenException(where + name + " has to be " + expected);
    }

    private MisshapenException missing(String name) {
        return new MisshapenException(where + name + " is missing");
    }

    String text(String name) throws MisshapenException {
        if (!json.has(name)) {
            throw missing(name);
        }
        return text(name, "");
    }

    String text(String name, String otherwise) throws MisshapenException {
        Optional<JsonValue> value = json.get(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (value.get() instanceof JsonText(String text)) {
            return text;
        }
        throw wrong(name, "a text");
    }

    boolean flag(String name) throws MisshapenException {
        Optional<JsonValue> value = json.get(name);
        if (value.isEmpty()) {
            return false;
        }
        if (value.get() instanceof JsonFlag(boolean flag)) {
            return flag;
        }
        throw wrong(name, "true or false");
    }

    OptionalDouble number(String name, double least, double most) throws MisshapenException {
        Optional<JsonValue> value = json.get(name);
        if (value.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (value.get() instanceof JsonNumber number && number.asDouble() >= least && number.asDouble() <= most) {
            return OptionalDouble.of(number.asDouble());
        }
        throw wrong(name, "a number from " + (long) least + " to " + (long) most);
    }

    OptionalLong whole(String name, long least, long most) throws MisshapenException {
        OptionalDouble number = number(name, (double) least, (double) most);
        if (number.isEmpty()) {
            return OptionalLong.empty();
        }
        if (number.getAsDouble() != Math.rint(number.getAsDouble())) {
            throw wrong(name, "a whole number");
        }
        return OptionalLong.of((long) number.getAsDouble());
    }

    long count(String name) throws MisshapenException {
        return whole(name, 0, MOST).orElse(0);
    }

    long requiredCount(String name) throws MisshapenException {
        if (!json.has(name)) {
            throw missing(name);
        }
        return count(name);
    }

    Instant moment(String name) throws MisshapenException {
        try {
            Instant at = Instant.parse(text(name));
            if (!at.isBefore(FIRST) && at.isBefore(LAST)) {
                return at;
            }
        } catch (DateTimeException e) {
            // Told as what lies outside of the calendar is.
        }
        throw wrong(name, "a time such as 2026-01-01T12:00:00Z");
    }

    Fields object(String name) throws MisshapenException {
        Optional<JsonValue> value = json.get(name);
        if (value.isEmpty()) {
            return new Fields(JsonObject.EMPTY, where + name + ".");
        }
        if (value.get() instanceof JsonObject object) {
            return new Fields(object, where + name + ".");
        }
        throw wrong(name, "an object");
    }

    List<Fields> objects(String name, int most) throws MisshapenException {
        Optional<JsonValue> value = json.get(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof JsonArray(List<JsonValue> items))) {
            throw wrong(name, "a list");
        }
        if (items.size() > most) {
            throw wrong(name, "a list of at most " + most);
        }
        List<Fields> objects = new ArrayList<>();
        for (JsonValue item : items) {
            String place = name + "[" + objects.size() + "]";
            if (!(item instanceof JsonObject object)) {
                throw wrong(place, "an object");
            }
            objects.add(new Fields(object, where + place + "."));
        }
        return objects;
    }
}
