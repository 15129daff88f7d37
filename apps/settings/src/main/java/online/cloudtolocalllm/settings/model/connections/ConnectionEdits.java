package online.cloudtolocalllm.settings.model.connections;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.config.ConnectionDefaults;
import online.cloudtolocalllm.config.ConnectionsReading;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.protocol.json.JsonFlag;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.settings.model.config.Config;
import online.cloudtolocalllm.settings.model.config.Edit;
import online.cloudtolocalllm.settings.model.config.FieldKey;
import online.cloudtolocalllm.window.words.Words;

/** What the list does to the settings. Each names the values that it was decided on: what somebody else changes meanwhile stays. Pure. */
public final class ConnectionEdits {

    private ConnectionEdits() {}

    /** What came of moving a connection. */
    public sealed interface Move {

        /**
         * It can be moved so.
         *
         * @param edit one change of as few priorities as can be
         */
        record To(Edit edit) implements Move {}

        /**
         * It stays where it is.
         *
         * @param why as a sentence; empty if it is there already
         */
        record Stays(String why) implements Move {}
    }

    /** Switches a connection on or off. */
    public static Edit enable(Config config, String name, boolean on) {
        return new Edit(
                Words.plain(name) + (on ? " is on." : " is off: it gets no requests and is not watched."),
                Optional.empty(),
                set(config, name, "enabled", Optional.of(new JsonFlag(on))));
    }

    /** Keeps requests away from a connection for now, or no longer. */
    public static Edit pause(Config config, String name, boolean on) {
        return new Edit(
                Words.plain(name)
                        + (on
                                ? " is paused. Requests that name it by X-Connection still reach it."
                                : " gets requests again."),
                Optional.empty(),
                set(config, name, "paused", flag(on)));
    }

    /** Has this connection asked before all others, or none; at most one is. */
    public static Edit prefer(Config config, String name, boolean on) {
        List<ConfigChange> changes = new ArrayList<>();
        for (String other : config.names()) {
            if (!other.equals(name) && on && config.connections().object(other).flag("preferred", false)) {
                changes.addAll(set(config, other, "preferred", Optional.empty()));
            }
        }
        changes.addAll(set(config, name, "preferred", flag(on)));
        return new Edit(
                on
                        ? Words.plain(name) + " is preferred: it is asked before all others that are doing as well."
                        : Words.plain(name) + " is preferred no more: the order decides.",
                Optional.empty(),
                changes);
    }

    /** Takes a connection out. */
    public static Edit remove(Config config, String name) {
        return new Edit(
                Words.plain(name) + " was removed.",
                Optional.empty(),
                List.of(Edit.whole(config, name), new ConfigChange.RemoveConnection(name)));
    }

    /** What undo cannot bring back of a connection that is removed, as sentences; empty if all of it comes back. */
    public static String lossOf(Config config, String name) {
        return Loss.of(config, name, remove(config, name));
    }

    /**
     * Gives a connection the place of another one; those between move up or down by one.
     *
     * @param onto whose place
     */
    public static Move move(Config config, String name, String onto) {
        List<Place> places = Place.all(ConnectionsReading.of(config.connections(), ConnectionDefaults.STANDARD)
                .connections());
        Optional<Place> own =
                places.stream().filter(place -> place.name().equals(name)).findFirst();
        if (own.isEmpty()) {
            return new Move.Stays(Words.plain(name) + " has no place among those that are asked.");
        }
        if (own.get().preferred()) {
            return new Move.Stays(
                    Words.plain(name) + " is preferred, so it is asked first. Prefer it no more to give it a place.");
        }
        if (places.getFirst().preferred() && places.getFirst().name().equals(onto)) {
            return new Move.Stays(Words.plain(onto) + " is preferred, so it is asked first, whatever the order.");
        }
        List<Place> others = places.stream().filter(place -> !place.preferred()).toList();
        int at = others.stream().map(Place::name).toList().indexOf(onto);
        if (at < 0 || onto.equals(name)) {
            return new Move.Stays("");
        }
        List<Place> wanted = new ArrayList<>(others);
        wanted.remove(own.get());
        wanted.add(at, own.get());
        return move(config, name, Order.priorities(wanted, name), done(name, wanted, at));
    }

    private static String done(String name, List<Place> wanted, int at) {
        return at + 1 < wanted.size()
                ? Words.plain(name) + " is asked before "
                        + Words.plain(wanted.get(at + 1).name()) + "."
                : Words.plain(name) + " is asked last.";
    }

    private static Move move(Config config, String name, Map<String, Integer> priorities, String done) {
        if (priorities.size() * 2 > ConfigChange.MOST) {
            return new Move.Stays("There is no room for " + Words.plain(name)
                    + " there: too many connections share a priority. Set its priority instead.");
        }
        List<ConfigChange> changes = new ArrayList<>();
        priorities.forEach((changed, priority) -> changes.addAll(set(
                config, changed, "priority", JsonObject.of("priority", priority).get("priority"))));
        return new Move.To(new Edit(done, Optional.empty(), changes));
    }

    private static Optional<JsonValue> flag(boolean on) {
        return on ? Optional.of(new JsonFlag(true)) : Optional.empty();
    }

    private static List<ConfigChange> set(Config config, String name, String key, Optional<JsonValue> value) {
        FieldKey field = new FieldKey(name, key);
        return Edit.changes(field, config.value(field), value);
    }
}
