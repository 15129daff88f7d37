package online.cloudtolocalllm.settings.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import online.cloudtolocalllm.testkit.ipc.FakePeer;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.window.start.OtherPrograms;
import org.junit.jupiter.api.Test;

class SettingsFeedTest {

    /** A question about the settings that waits for the test to answer it. */
    private record Question(JsonObject request, FakePeer client) {

        void answer(boolean tray) throws IOException {
            client.reply(request, JsonObject.of("daemon", JsonObject.of("tray", JsonObject.of("show", tray))));
        }
    }

    private final BlockingQueue<Question> questions = new LinkedBlockingQueue<>();
    private final List<SettingsState> heard = new CopyOnWriteArrayList<>();

    private boolean script(JsonObject request, FakePeer client) throws IOException {
        switch (request.text("command", "")) {
            case "GET_CONFIG" -> questions.add(new Question(request, client));
            case "SET_CONFIG" -> client.reply(request, JsonObject.of("ok", true));
            case "AUTOSTART" -> client.reply(request, JsonObject.of("on", request.flag("on", false)));
            default -> {
                return false;
            }
        }
        return true;
    }

    private Question asked() throws InterruptedException {
        Question question = questions.poll(20, TimeUnit.SECONDS);
        assertThat(question).isNotNull();
        return question;
    }

    private boolean shown(Option option, boolean on) throws InterruptedException {
        return Until.holds(Until.LIMIT, () -> {
            Toggle toggle = heard.isEmpty() ? Toggle.UNKNOWN : heard.getLast().toggle(option);
            return toggle.usable() && toggle.on() == on;
        });
    }

    @Test
    void anOlderAnswerDoesNotTurnASwitchBack() throws Exception {
        try (TemporaryHome home = TemporaryHome.create();
                FakeDaemon played = FakeDaemon.scripted(home.locations(), this::script);
                TrayService daemon = TrayService.open(
                        ClientOptions.of(home.locations(), "settings/1").withStart(StartPolicy.NEVER));
                SettingsFeed feed = new SettingsFeed(
                        daemon, new OtherPrograms(Optional.empty(), "Linux", Map.of()), home.locations(), heard::add)) {
            asked().answer(true);
            assertThat(shown(Option.TRAY, true)).isTrue();
            feed.refresh();
            Question before = asked();
            int known = heard.size();
            feed.set(Option.TRAY, false);
            for (int i = 0; i < 50; i++) {
                feed.refresh();
            }
            feed.set(Option.AUTOSTART, true);
            before.answer(true);
            asked().answer(false);
            assertThat(shown(Option.AUTOSTART, true)).isTrue();
            assertThat(heard.subList(known, heard.size())).isNotEmpty().allMatch(state -> !state.toggle(Option.TRAY)
                    .on());
            assertThat(played.received("GET_CONFIG"))
                    .as("fifty wishes are one question")
                    .hasSize(3);
        }
    }
}
