package online.cloudtolocalllm.settings.model.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.CanonicalName;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.settings.model.config.Check;
import online.cloudtolocalllm.settings.model.config.Edit;
import online.cloudtolocalllm.settings.model.config.FieldKey;
import online.cloudtolocalllm.window.words.Words;

/**
 * Other names for a connection's models. Pure.
 *
 * @param view the connection
 * @param rows the names, in the order of the file
 */
public record Aliases(ConnectionView view, List<Alias> rows) {

    private static final String KEY = "model_aliases";

    /** Copies the list. */
    public Aliases {
        rows = List.copyOf(rows);
    }

    /**
     * A name.
     *
     * @param name what is asked for
     * @param model what it is called there
     */
    public record Alias(String name, String model) {

        /** None yet. */
        public static final Alias NONE = new Alias("", "");

        /** Without the blanks around it. */
        public Alias stripped() {
            return new Alias(name.strip(), model.strip());
        }
    }

    /** Those of this connection. */
    public static Aliases of(ConnectionView view) {
        List<Alias> rows = new ArrayList<>();
        view.entry().object(KEY).fields().forEach((name, model) -> {
            if (model instanceof JsonText(String text)) {
                rows.add(new Alias(name, text));
            }
        });
        return new Aliases(view, rows);
    }

    /** Where they are set. */
    public FieldKey field() {
        return view.field(KEY);
    }

    /**
     * Why a row cannot be so, as a sentence; empty if it can.
     *
     * @param place the row's; {@code rows.size()} for a new one
     */
    public String problem(int place, Alias typed) {
        Alias alias = typed.stripped();
        if (alias.equals(Alias.NONE)) {
            return place < rows.size() ? "Remove it with the button, or type a name and a model." : "";
        }
        if (alias.name().isEmpty()) {
            return "Type the name that programs ask for.";
        }
        if (alias.model().isEmpty()) {
            return "Type or choose what it is called there.";
        }
        for (int i = 0; i < rows.size(); i++) {
            if (i != place && CanonicalName.same(rows.get(i).name(), alias.name())) {
                return "There is this name already, for "
                        + Words.plain(rows.get(i).model()) + ".";
            }
        }
        return Check.field(view.config(), field(), value(with(place, alias))).orElse("");
    }

    /** A row is so now, or is new; empty if it cannot be so, or is so. */
    public Optional<Edit> put(int place, Alias typed) {
        Alias alias = typed.stripped();
        boolean same = place < rows.size() && rows.get(place).equals(alias);
        if (same || alias.equals(Alias.NONE) || !problem(place, alias).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(edit(
                with(place, alias),
                Words.plain(alias.name()) + " stands for " + Words.plain(alias.model()) + " at " + view.name() + "."));
    }

    /** A row is taken out. */
    public Edit remove(int place) {
        List<Alias> less = new ArrayList<>(rows);
        Alias gone = less.remove(place);
        return edit(less, "The name " + Words.plain(gone.name()) + " is gone.");
    }

    /** What is to be said of a row that is well; empty if nothing is. */
    public String note(Alias alias) {
        boolean unlisted = view.status()
                .filter(status -> status.modelsKnown()
                        && status.models().stream().noneMatch(model -> CanonicalName.same(model, alias.model())))
                .isPresent();
        return unlisted && !alias.model().isBlank() ? view.name() + " does not list this model now." : "";
    }

    private List<Alias> with(int place, Alias alias) {
        List<Alias> more = new ArrayList<>(rows);
        if (place < more.size()) {
            more.set(place, alias);
        } else {
            more.add(alias);
        }
        return more;
    }

    private static Optional<JsonValue> value(List<Alias> rows) {
        JsonObject names = JsonObject.EMPTY;
        for (Alias row : rows) {
            names = names.with(row.name(), row.model());
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(names);
    }

    private Edit edit(List<Alias> now, String done) {
        return Edit.field(field(), view.value(KEY), value(now), done);
    }
}
