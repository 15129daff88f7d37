package online.cloudtolocalllm.settings.model.general;

import static org.assertj.core.api.Assertions.assertThat;

import online.cloudtolocalllm.protocol.json.JsonNull;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.model.PlayedDaemon;
import online.cloudtolocalllm.settings.model.Reply;
import org.junit.jupiter.api.Test;

class LoginStartTest {

    private static final JsonObject OFF = JsonObject.of("on", false, "by", JsonNull.NULL);
    private static final JsonObject ON = JsonObject.of("on", true, "by", "the entry ~/.config/autostart/x.desktop");

    private final PlayedDaemon daemon = new PlayedDaemon();
    private final LoginStart login = new LoginStart(daemon, () -> {});

    @Test
    void whatTheDaemonSaysIsShown() {
        login.look();
        assertThat(login.state()).isEqualTo(LoginStart.State.UNKNOWN);
        daemon.answer(ON);
        assertThat(login.state())
                .isEqualTo(new LoginStart.State(true, true, "By the entry ~/.config/autostart/x.desktop.", false));
        login.look();
        daemon.answer(OFF.with("why", "there is no folder for it"));
        assertThat(login.state()).isEqualTo(new LoginStart.State(true, false, "There is no folder for it.", true));
        login.look();
        daemon.answer(new Reply.Away("The daemon is not running.", false));
        assertThat(login.state()).isEqualTo(new LoginStart.State(false, false, "The daemon is not running.", true));
    }

    @Test
    void aWishIsShownAtOnceAndNotTurnedBackByAnOlderAnswer() {
        login.look();
        daemon.answer(OFF);
        login.look();
        login.set(true);
        assertThat(login.state().on()).isTrue();
        daemon.answer(OFF);
        assertThat(login.state().on()).as("that was asked before").isTrue();
        daemon.answer(ON);
        assertThat(login.state().note()).startsWith("By the entry");
        login.set(false);
        daemon.answer(ON.with("why", "the entry is read-only"));
        assertThat(login.state())
                .as("it could not be changed")
                .isEqualTo(new LoginStart.State(true, true, "The entry is read-only.", true));
    }

    @Test
    void anAnswerThatComesAfterTheDaemonWentCountsForNothing() {
        login.look();
        login.away();
        daemon.answer(ON);
        assertThat(login.state()).isEqualTo(LoginStart.State.UNKNOWN);
    }
}
