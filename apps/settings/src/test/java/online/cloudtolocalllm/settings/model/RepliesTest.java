package online.cloudtolocalllm.settings.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.window.words.LinkWords;
import org.junit.jupiter.api.Test;

class RepliesTest {

    private static JsonObject json(String text) throws Exception {
        return Json.parseObject(text.replace('\'', '"'));
    }

    @Test
    void aSettingIsWhatTheFileSaysOrTheUsual() throws Exception {
        assertThat(Replies.setting(json("{'daemon':{}}"), Option.TRAY)).isEqualTo(new Toggle(true, true, ""));
        assertThat(Replies.setting(json("{'daemon':{'tray':{'show':false}}}"), Option.TRAY))
                .isEqualTo(new Toggle(false, true, ""));
        assertThat(Replies.setting(json("{'daemon':{'tray':{'show':'maybe'}}}"), Option.NOTIFICATIONS)
                        .on())
                .isTrue();
    }

    @Test
    void whatAVariableDecidesCannotBeSwitched() throws Exception {
        assertThat(Replies.setting(
                        json("{'daemon':{},'overrides':{'tray.show':'CLOUDTOLOCALLLM_TRAY_SHOW'}}"), Option.TRAY))
                .isEqualTo(new Toggle(true, false, "The environment variable CLOUDTOLOCALLLM_TRAY_SHOW decides."));
    }

    @Test
    void switchesAreCommands() throws Exception {
        assertThat(Replies.change(Option.NOTIFICATIONS, false))
                .isEqualTo(json(
                        "{'command':'SET_CONFIG','changes':[{'daemon':true,'set':{'notifications.show':false}}]}"));
        assertThat(Replies.change(Option.AUTOSTART, true)).isEqualTo(json("{'command':'AUTOSTART','on':true}"));
    }

    @Test
    void autostartSaysWhatDoesItOrWhyItCannot() throws Exception {
        assertThat(Replies.autostart(json("{'on':true,'by':'the entry x.desktop'}")))
                .isEqualTo(new Toggle(true, true, "By the entry x.desktop."));
        assertThat(Replies.autostart(json("{'on':false,'by':null}"))).isEqualTo(new Toggle(false, true, ""));
        assertThat(Replies.autostart(json("{'on':false,'by':null,'why':'there is no desktop'}")))
                .isEqualTo(new Toggle(false, true, "There is no desktop.", true));
        assertThat(Replies.autostart(json("{'on':true,'by':'the entry x.desktop','why':'read-only disk'}")))
                .isEqualTo(new Toggle(true, true, "Read-only disk.", true));
    }

    @Test
    void nothingCanBeSwitchedWhileTheDaemonIsAway() {
        SettingsState state = new SettingsState(
                new LinkWords(false, "x", true), Optional.empty(), Map.of(Option.TRAY, new Toggle(true, true, "y")));
        assertThat(state.toggle(Option.TRAY)).isEqualTo(new Toggle(true, false, ""));
        assertThat(state.withLink(new LinkWords(true, "", false)).toggle(Option.TRAY))
                .isEqualTo(new Toggle(true, true, "y"));
        assertThat(state.toggle(Option.AUTOSTART)).isEqualTo(Toggle.UNKNOWN);
    }
}
