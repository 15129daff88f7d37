package online.cloudtolocalllm.settings.model.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.config.ConnectionEntry;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;

/** Takes changes back. Pure. */
final class Inverse {

    private Inverse() {}

    /**
     * The changes that bring back what was before. Of what somebody changed once more in the meantime nothing is taken back: they begin
     * by naming the values that they expect.
     *
     * @param before the settings before the changes
     * @param after the settings after them
     * @param changes what was done
     */
    static List<ConfigChange> of(Config before, Config after, List<ConfigChange> changes) {
        List<ConfigChange> back = new ArrayList<>();
        Set<FieldKey> touched = new LinkedHashSet<>();
        for (ConfigChange change : changes) {
            switch (change) {
                case ConfigChange.Expect ignored -> {
                    // It changed nothing.
                }
                case ConfigChange.RemoveConnection(String name) -> touch(touched, name, ConnectionEntry.KEYS);
                case ConfigChange.SetConnection set -> {
                    touch(touched, set.connection(), set.set().fields().keySet());
                    touch(touched, set.connection(), set.unset());
                }
                case ConfigChange.SetDaemon set -> {
                    touch(touched, "", set.set().fields().keySet());
                    touch(touched, "", set.unset());
                }
            }
        }
        touched.stream().map(FieldKey::connection).distinct().forEach(name -> {
            boolean was = name.isEmpty() || before.connections().has(name);
            boolean is = name.isEmpty() || after.connections().has(name);
            if (was && is) {
                touched.stream()
                        .filter(field -> field.connection().equals(name))
                        .forEach(field -> {
                            back.addFirst(ConfigChange.Expect.of(name, field.key(), after.value(field)));
                            back.add(Edit.set(field, before.value(field)));
                        });
            } else if (was) {
                back.add(create(before, name));
            } else if (is) {
                back.add(withoutToken(Edit.whole(after, name)));
                back.add(new ConfigChange.RemoveConnection(name));
            }
        });
        return back;
    }

    private static void touch(Set<FieldKey> touched, String connection, Collection<String> keys) {
        keys.forEach(key -> touched.add(new FieldKey(connection, key)));
    }

    /** Where its token is, the daemon writes down when it has stored one: that is no change of somebody else's. */
    private static ConfigChange withoutToken(ConfigChange.Expect whole) {
        return new ConfigChange.Expect(whole.connection(), whole.seen().without("auth_token_ref"));
    }

    private static ConfigChange create(Config before, String name) {
        JsonObject set = JsonObject.EMPTY;
        for (String key : ConnectionEntry.KEYS) {
            Optional<JsonValue> value = before.value(new FieldKey(name, key));
            if (value.isPresent()) {
                set = set.with(key, value.get());
            }
        }
        return new ConfigChange.SetConnection(name, true, set, List.of());
    }
}
