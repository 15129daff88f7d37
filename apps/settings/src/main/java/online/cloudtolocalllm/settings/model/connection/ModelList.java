package online.cloudtolocalllm.settings.model.connection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import online.cloudtolocalllm.protocol.CanonicalName;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.settings.model.config.Edit;
import online.cloudtolocalllm.window.words.Words;

/**
 * The models of a connection: those that it lists, and those that it may be asked for. Pure.
 *
 * @param view the connection
 * @param allowed the names in the allow list; empty where all may be asked for
 * @param models all, in the order of their names
 */
public record ModelList(ConnectionView view, List<String> allowed, List<Model> models) {

    private static final String KEY = "models";

    /** Copies the lists. */
    public ModelList {
        allowed = List.copyOf(allowed);
        models = List.copyOf(models);
    }

    /**
     * One model.
     *
     * @param name its name
     * @param listed whether the connection lists it now
     * @param loaded whether it is in memory there
     * @param allowed whether it may be asked for
     */
    public record Model(String name, boolean listed, boolean loaded, boolean allowed) {

        /** What is to be said of it; empty if nothing is. */
        public String note() {
            return loaded ? "in memory" : listed ? "" : "not listed now";
        }
    }

    /** Those of this connection. */
    public static ModelList of(ConnectionView view) {
        List<String> allowed = view.entry().array(KEY).texts();
        List<String> listed = view.status().map(status -> status.models()).orElse(List.of());
        List<String> loaded = view.status().map(status -> status.loaded()).orElse(List.of());
        List<Model> models = new ArrayList<>();
        for (String name : listed) {
            models.add(new Model(name, true, has(loaded, name), allowed.isEmpty() || has(allowed, name)));
        }
        for (String name : allowed) {
            if (!has(listed, name)) {
                models.add(new Model(name, false, false, true));
            }
        }
        models.sort(Comparator.comparing(model -> model.name().toLowerCase(Locale.ROOT)));
        return new ModelList(view, allowed, models);
    }

    private static boolean has(List<String> names, String name) {
        return names.stream().anyMatch(other -> CanonicalName.same(other, name));
    }

    /** Whether only those of the allow list may be asked for. */
    public boolean onlySome() {
        return !allowed.isEmpty();
    }

    /** Those whose name has these words. */
    public List<Model> matching(String search) {
        String[] words = search.strip().toLowerCase(Locale.ROOT).split("\\s+");
        return models.stream()
                .filter(model -> {
                    String name = model.name().toLowerCase(Locale.ROOT);
                    return Arrays.stream(words).allMatch(name::contains);
                })
                .toList();
    }

    /**
     * What stands where no model is shown.
     *
     * @param naming whether the person is about to name the first that may be asked for
     */
    public String emptiness(boolean naming) {
        if (naming) {
            return "Add the first model that it may be asked for.";
        }
        if (!models.isEmpty()) {
            return "No model has that in its name.";
        }
        if (!view.live()) {
            return "The daemon knows which models it has. Start it to see them.";
        }
        boolean known = view.status().filter(status -> status.modelsKnown()).isPresent();
        return known
                ? "It has no models yet."
                : "Which models it has is not known until it answers. Test it to see why it does not.";
    }

    /** Lets all be asked for. */
    public Edit all() {
        return edit(List.of(), view.name() + " may be asked for all its models.");
    }

    /** Lets only these be asked for, which are all that are listed; empty if none is. */
    public Optional<Edit> these() {
        List<String> names =
                models.stream().filter(Model::listed).map(Model::name).toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(edit(names, view.name() + " may be asked only for the models that are ticked."));
    }

    /**
     * Lets a model be asked for, or no more; empty if nothing is to change, or none would be left, which would allow all.
     *
     * @param name listed or not
     */
    public Optional<Edit> allow(String name, boolean on) {
        String model = name.strip();
        if (model.isEmpty() || has(allowed, model) == on) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>(allowed);
        if (on) {
            names.add(model);
        } else {
            names.removeIf(other -> CanonicalName.same(other, model));
        }
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(edit(
                        names,
                        view.name() + " may " + (on ? "" : "not ") + "be asked for " + Words.plain(model) + "."));
    }

    private Edit edit(List<String> names, String done) {
        Optional<JsonValue> value = names.isEmpty() ? Optional.empty() : Optional.of(JsonArray.of(names));
        return Edit.field(view.field(KEY), view.value(KEY), value, done);
    }
}
