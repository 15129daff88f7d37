package online.cloudtolocalllm.settings.view.general;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.general.LoginStart;
import online.cloudtolocalllm.settings.view.field.SettingLine;
import online.cloudtolocalllm.settings.view.field.Toggle;
import online.cloudtolocalllm.settings.view.page.Moment;
import online.cloudtolocalllm.settings.view.page.PageContext;
import online.cloudtolocalllm.settings.view.page.Section;
import online.cloudtolocalllm.window.Parts;
import online.cloudtolocalllm.window.words.Tone;

/** Whether the daemon starts at login. */
final class LoginSection implements Section {

    private final LoginStart login;
    private final Toggle toggle;
    private final Label note = Parts.paragraph("");
    private final VBox box;
    /** Whether the page is seen: while it is not, nothing is asked. */
    private boolean seen;
    /** Whether the daemon was there when it was drawn last. */
    private boolean up;

    LoginSection(PageContext context) {
        login = new LoginStart(context.daemon(), this::draw);
        toggle = new Toggle("start-at-login", "Start at login", login::set);
        note.setId("start-at-login-note");
        box = Section.box(
                "Start",
                new SettingLine(
                        "Start at login",
                        "The gateway is there as soon as you log in, without a window.",
                        toggle,
                        note));
        draw();
    }

    private void draw() {
        LoginStart.State state = login.state();
        toggle.show(state.on());
        toggle.setDisable(!up || !state.known());
        Parts.tone(note, state.problem() ? Tone.WARN : Tone.QUIET);
        Parts.say(note, up ? state.note() : "The daemon tells and changes this: start it first.");
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void show(SettingsState state, Moment now) {
        boolean cameOrWent = state.link().up() != up;
        up = state.link().up();
        if (cameOrWent && !up) {
            login.away();
        }
        if (cameOrWent) {
            draw();
        }
        if (seen && cameOrWent && up) {
            login.look();
        }
    }

    @Override
    public void opened() {
        seen = true;
        if (up) {
            login.look();
        }
    }

    @Override
    public void left() {
        seen = false;
    }
}
