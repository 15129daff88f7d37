package online.cloudtolocalllm.settings.view.connection;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.connection.ConnectionSpecs;
import online.cloudtolocalllm.settings.model.connection.ConnectionToken;
import online.cloudtolocalllm.settings.model.connection.ConnectionView;
import online.cloudtolocalllm.settings.model.connection.TokenState;
import online.cloudtolocalllm.settings.model.connection.TokenWords;
import online.cloudtolocalllm.settings.view.field.SecretField;
import online.cloudtolocalllm.settings.view.page.Moment;
import online.cloudtolocalllm.settings.view.page.PageContext;
import online.cloudtolocalllm.window.Parts;

/** The connection's token: where it is, and a field for another. */
final class TokenPart extends VBox {

    private final ConnectionToken token;
    private final Label held = Parts.text("");
    private final Label warning = Parts.paragraph("", "tone-bad");
    private final SecretField input = new SecretField("token-input", "New token", this::changed);
    private final Button set = Parts.button("token-set", "Set", () -> set(false));
    private final HBox line;
    private final Label closed = Parts.paragraph("", "quiet");
    private final Label progress = Parts.paragraph("", "quiet");
    private final HBox busy;
    private final Label failure = Parts.paragraph("", "tone-bad");
    private final Button inFile = Parts.button("token-file", "Store it in a file instead", () -> set(true));
    private final Label about = Parts.paragraph("Only you can read that file, but it is not encrypted.", "quiet");
    private final HBox offer = new HBox(12, inFile, about);
    private final Label clearing = Parts.paragraph("", "quiet");
    private final Button clear;
    private final HBox clearLine;
    private final SpecRow reference;
    private ConnectionView view;
    private Moment moment;

    TokenPart(ConnectionView first, PageContext context, Moment moment) {
        this.view = first;
        this.moment = moment;
        getStyleClass().add("token");
        token = new ConnectionToken(first.name(), context.daemon(), context.settings(), state -> draw());
        Parts.onEnter(input, () -> set(false));
        clear = Parts.button("token-clear", "Clear", token::clear);
        reference = new SpecRow(first, context.settings(), ConnectionSpecs::tokenReference);
        held.setId("token-held");
        warning.setId("token-warning");
        closed.setId("token-closed");
        failure.setId("token-failure");
        clearing.setId("token-clearing");
        HBox title = new HBox(24, Parts.text("Token", "strong"), held);
        title.setAlignment(Pos.CENTER_LEFT);
        line = new HBox(8, input, set);
        HBox.setHgrow(input, Priority.ALWAYS);
        busy = new HBox(8, Parts.wheel(), progress);
        busy.setId("token-busy");
        busy.setAlignment(Pos.CENTER_LEFT);
        offer.setAlignment(Pos.CENTER_LEFT);
        clearLine = new HBox(12, clear, clearing);
        clearLine.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(title, warning, line, closed, busy, failure, offer, clearLine, reference.node());
        draw();
    }

    private void changed() {
        token.forgive();
        draw();
    }

    private void set(boolean file) {
        token.set(input.text(), file, input::wipe);
    }

    void show(ConnectionView now, SettingsState state, Moment at) {
        view = now;
        moment = at;
        token.show(now);
        reference.show(now, state);
        draw();
    }

    private void draw() {
        TokenState state = token.state();
        TokenWords words = TokenWords.of(view, state, moment.now(), moment.zone());
        boolean doing = state.doing() != TokenState.Doing.NOTHING;
        held.setText(words.held());
        Parts.say(warning, words.warning());
        Parts.say(closed, words.closed());
        boolean open = words.closed().isEmpty();
        Parts.there(line, open);
        input.close(!open || doing);
        input.prompt(state.set() ? "Another token, in its place" : "Paste the token here");
        set.setDisable(!open || doing || input.text().isBlank());
        Parts.there(busy, doing);
        progress.setText(words.progress());
        Parts.say(failure, state.failure());
        Parts.there(offer, state.locked() && !input.text().isBlank());
        Parts.there(clearLine, words.clearable());
        clear.setDisable(doing);
        clearing.setText(words.clearing());
    }

    boolean escape() {
        if (!input.text().isEmpty()) {
            input.wipe();
            return true;
        }
        return reference.escape();
    }

    /** Whether a token is typed that nobody has set: it will not be kept. */
    boolean typed() {
        return token.state().doing() != TokenState.Doing.STORING
                && !input.text().isBlank();
    }

    /** What was typed is gone. */
    void forget() {
        input.wipe();
    }

    /** Nobody looks any more: what was typed is gone. */
    void leave() {
        token.leave();
        input.wipe();
    }
}
