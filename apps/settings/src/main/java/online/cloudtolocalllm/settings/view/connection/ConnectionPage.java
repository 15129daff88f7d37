package online.cloudtolocalllm.settings.view.connection;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.SettingSpec;
import online.cloudtolocalllm.settings.model.connection.AddressForm;
import online.cloudtolocalllm.settings.model.connection.ConnectionSpecs;
import online.cloudtolocalllm.settings.model.connection.ConnectionView;
import online.cloudtolocalllm.settings.model.connection.Headline;
import online.cloudtolocalllm.settings.model.connection.Leaving;
import online.cloudtolocalllm.settings.view.page.Moment;
import online.cloudtolocalllm.settings.view.page.PageContext;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Words;

/** The page of one connection; of one that the file does not have it is only a headline. */
final class ConnectionPage extends VBox {

    private final String name;
    private final boolean there;
    private final HeadlinePart headline;
    private final Optional<Content> content;

    ConnectionPage(ConnectionView view, PageContext context) {
        name = view.name();
        there = view.there();
        getStyleClass().add("connection-page");
        headline = new HeadlinePart(name);
        getChildren().add(headline);
        content = there ? Optional.of(new Content(view, context)) : Optional.empty();
        content.ifPresent(all -> getChildren().addAll(all.nodes()));
    }

    /** Whether this is still its page. */
    boolean fits(ConnectionView view) {
        return view.name().equals(name) && view.there() == there;
    }

    void show(ConnectionView view, SettingsState state, Moment now) {
        headline.show(view, Headline.of(view, state, now.now(), now.zone()));
        content.ifPresent(all -> all.show(view, state, now));
    }

    void test() {
        content.ifPresent(all -> all.test.start());
    }

    boolean escape() {
        return content.filter(Content::escape).isPresent();
    }

    void forget() {
        content.ifPresent(Content::forget);
    }

    void leave() {
        content.ifPresent(Content::leave);
    }

    /** What can be changed. */
    private static final class Content {
        private static final String TOKEN = "Token";

        private final Settings settings;
        private final Executor screen;
        private final Label note = Parts.text("", "quiet");
        private final Hyperlink write = new Hyperlink("Write it as an address");
        private final HBox address = new HBox(8, note, write);
        private final LeavingPart leaving = new LeavingPart();
        private final TokenPart token;
        private final TestPart test;
        private final ModelsPart models;
        private final AliasesPart aliases;
        private final PreferredRow preferred;
        private final List<SpecRow> rows = new ArrayList<>();
        private final List<Node> nodes = new ArrayList<>();
        private ConnectionView view;

        Content(ConnectionView first, PageContext context) {
            view = first;
            settings = context.settings();
            screen = context.screen();
            Moment start = new Moment(context.time().now(), ZoneId.systemDefault());
            token = new TokenPart(first, context, start);
            test = new TestPart(first, context);
            models = new ModelsPart(first, settings);
            aliases = new AliasesPart(first, settings);
            preferred = new PreferredRow(first.name(), settings);
            write.setId("write-address");
            write.setOnAction(event -> AddressForm.written(view).ifPresent(settings::apply));
            note.setId("address-note");
            address.setAlignment(Pos.CENTER_LEFT);
            add(ConnectionSpecs::address);
            nodes.add(new VBox(nodes.removeLast(), address));
            add(ConnectionSpecs::kind);
            nodes.addAll(List.of(leaving, test, Parts.hairline(), token, Parts.hairline(), models, aliases));
            nodes.add(Parts.text("When it is asked", "group"));
            addAll(ConnectionSpecs::use);
            nodes.add(nodes.size() - 1, preferred.node());
            nodes.add(Parts.text("Limits", "group"));
            addAll(ConnectionSpecs::limits);
        }

        private void add(Function<ConnectionView, SettingSpec> spec) {
            SpecRow row = new SpecRow(view, settings, spec);
            rows.add(row);
            nodes.add(row.node());
        }

        private void addAll(Function<ConnectionView, List<SettingSpec>> specs) {
            for (int i = 0; i < specs.apply(view).size(); i++) {
                int at = i;
                add(now -> specs.apply(now).get(at));
            }
        }

        List<Node> nodes() {
            return nodes;
        }

        void show(ConnectionView now, SettingsState state, Moment at) {
            view = now;
            rows.forEach(row -> row.show(now, state));
            String said = AddressForm.note(now);
            note.setText(said);
            Parts.there(address, !said.isEmpty());
            Parts.there(write, AddressForm.written(now).isPresent());
            leaving.show(Leaving.of(now));
            token.show(now, state, at);
            test.show(now);
            models.show(now, state);
            aliases.show(now, state);
            preferred.show(now, state);
        }

        boolean escape() {
            return rows.stream().anyMatch(SpecRow::escape) || token.escape() || aliases.escape() || models.escape();
        }

        void forget() {
            boolean typed = token.typed();
            token.forget();
            lost(typed ? List.of(TOKEN) : List.of());
        }

        void leave() {
            boolean typed = token.typed();
            token.leave();
            test.leave();
            // A field whose focus goes with it sets what it can first.
            screen.execute(() -> {
                List<String> titles = new ArrayList<>();
                rows.forEach(row -> row.unset().ifPresent(titles::add));
                if (models.unset()) {
                    titles.add("Models");
                }
                if (aliases.unset()) {
                    titles.add("Other names");
                }
                if (typed) {
                    titles.add(TOKEN);
                }
                lost(titles);
            });
        }

        /** Nothing that somebody typed goes without a word. */
        private void lost(List<String> titles) {
            if (!titles.isEmpty()) {
                settings.say(
                        "What was typed for " + Words.plain(view.name()) + " was not set, and is not kept: "
                                + String.join(", ", titles) + ".",
                        false,
                        true);
            }
        }
    }
}
