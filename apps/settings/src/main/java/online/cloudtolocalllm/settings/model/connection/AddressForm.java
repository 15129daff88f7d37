package online.cloudtolocalllm.settings.model.connection;

import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.model.config.Edit;

/** Where a connection's address comes from, and what else it could be. Pure. */
public final class AddressForm {

    private static final String ADDRESS = "api_base_url";

    private AddressForm() {}

    /** What is to be said of an address that the file does not have as such; empty if it has. */
    public static String note(ConnectionView view) {
        if (view.value(ADDRESS).isPresent()) {
            return "";
        }
        if (!view.problems().isEmpty() && view.entry().has(ADDRESS)) {
            return "The address in the file cannot be used and is not shown. Type another.";
        }
        return ofHostAndPort(view)
                ? "It is made of \"host\" and \"port\" in the file. An address typed here counts instead."
                : "This one counts until another is typed.";
    }

    private static boolean ofHostAndPort(ConnectionView view) {
        return view.value("host").isPresent() || view.value("port").isPresent();
    }

    /** Writes the address that counts into the file, in the place of host and port; empty if there is nothing to do. */
    public static Optional<Edit> written(ConnectionView view) {
        if (view.value(ADDRESS).isPresent() || !ofHostAndPort(view)) {
            return Optional.empty();
        }
        return view.usualAddress()
                .map(address -> new Edit(
                        "Address: " + address + ".",
                        Optional.of(view.field(ADDRESS)),
                        List.of(new ConfigChange.SetConnection(
                                view.name(), false, JsonObject.of(ADDRESS, address), List.of("host", "port")))));
    }

    /** Takes the settings that a test suggests; empty if it suggests none, or they are there already. */
    public static Optional<Edit> suggested(ConnectionView view, JsonObject suggestion) {
        JsonObject set = JsonObject.EMPTY;
        JsonObject seen = JsonObject.EMPTY;
        for (String key : List.of(ADDRESS, "connection_type")) {
            Optional<String> better = suggestion.text(key);
            if (better.isPresent() && !view.entry().text(key).equals(better)) {
                set = set.with(key, better.get());
                seen = seen.with(key, view.entry().get(key).orElse(JsonNull.NULL));
            }
        }
        if (set.fields().isEmpty()) {
            return Optional.empty();
        }
        String to = set.text(ADDRESS).or(() -> view.entry().text(ADDRESS)).orElse("");
        return Optional.of(new Edit(
                view.name() + " is asked at " + to + ".",
                Optional.of(view.field(ADDRESS)),
                List.of(
                        new ConfigChange.Expect(view.name(), seen),
                        new ConfigChange.SetConnection(view.name(), false, set, List.of()))));
    }
}
