package online.cloudtolocalllm.settings.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.settings.model.Daemon;
import online.cloudtolocalllm.settings.model.Settings;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.config.ConfigAnswer;
import online.cloudtolocalllm.settings.model.config.ConfigStore;
import online.cloudtolocalllm.settings.view.apps.AppsTab;
import online.cloudtolocalllm.settings.view.general.GeneralTab;
import online.cloudtolocalllm.settings.view.page.Moment;
import online.cloudtolocalllm.settings.view.page.Page;
import online.cloudtolocalllm.settings.view.page.PageContext;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.window.Shell;
import online.cloudtolocalllm.window.ThemeSetting;
import online.cloudtolocalllm.window.start.OtherPrograms;
import online.cloudtolocalllm.window.words.LinkWords;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/** A page that nobody sees asks the daemon nothing, however often what it shows changes. */
class HiddenPagesTest {

    private static final Moment NOW = new Moment(Instant.EPOCH, ZoneOffset.UTC);

    private final List<String> asked = new ArrayList<>();

    private static SettingsState state(boolean up) {
        return SettingsState.EMPTY.withLink(new LinkWords(up, "", false));
    }

    private PageContext context(Locations locations) {
        Daemon daemon = (command, limit, then) -> asked.add(command.text("command", ""));
        Settings settings = new Settings(new NoStore(), TimeSource.system(), ignored -> {});
        return new PageContext(
                settings, daemon, new ThemedShell(locations), Runnable::run, Runnable::run, TimeSource.system());
    }

    private void restsUnseen(Page page, String question) {
        page.show(state(true), NOW);
        assertThat(asked).as("before it was ever seen").isEmpty();
        page.opened();
        page.show(state(true), NOW);
        page.show(state(true), NOW);
        assertThat(asked).as("seen").containsExactly(question);
        page.left();
        page.show(state(true), NOW);
        page.show(state(false), NOW);
        page.show(state(true), NOW);
        assertThat(asked).as("no more").containsExactly(question);
        page.show(state(false), NOW);
        page.opened();
        assertThat(asked).as("seen again, without a daemon").containsExactly(question);
        page.show(state(true), NOW);
        assertThat(asked).as("the daemon is back").containsExactly(question, question);
        page.close();
    }

    @Test
    void keysAndTheStartAtLoginAreAskedForOnlyWhileTheirPageIsSeen() throws Exception {
        FxToolkit.registerPrimaryStage();
        try (TemporaryHome home = TemporaryHome.create()) {
            new FxRobot().interact(() -> restsUnseen(GeneralTab.of(context(home.locations())), "AUTOSTART"));
            asked.clear();
            new FxRobot().interact(() -> {
                // Nobody answers here, and of keys one question is asked at a time: once for each page.
                Page seen = AppsTab.of(context(home.locations()));
                seen.show(state(true), NOW);
                assertThat(asked).as("before it was ever seen").isEmpty();
                seen.opened();
                seen.left();
                seen.show(state(true), NOW);
                assertThat(asked).containsExactly("LIST_KEYS");
                seen.close();
                Page unseen = AppsTab.of(context(home.locations()));
                unseen.opened();
                unseen.left();
                unseen.show(state(true), NOW);
                assertThat(asked).as("the daemon came while nobody saw it").containsExactly("LIST_KEYS");
                unseen.close();
            });
        } finally {
            FxToolkit.cleanupStages();
        }
    }

    /** Reads and stores nothing. */
    private static final class NoStore implements ConfigStore {
        @Override
        public void read(Consumer<ConfigAnswer> then) {
            // It does not answer.
        }

        @Override
        public void change(List<ConfigChange> changes, Consumer<ConfigAnswer> then) {
            throw new AssertionError("a page that only rests needs it not");
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    /** Of a process only the theme. */
    private record ThemedShell(Locations locations) implements Shell {
        @Override
        public TrayService daemon() {
            throw new AssertionError("a page that only rests needs it not");
        }

        @Override
        public OtherPrograms programs() {
            throw new AssertionError("a page that only rests needs it not");
        }

        @Override
        public ThemeSetting theme() {
            return new ThemeSetting(locations, Runnable::run);
        }

        @Override
        public void front(String part) {
            throw new AssertionError("a page that only rests needs it not");
        }

        @Override
        public void end() {
            throw new AssertionError("a page that only rests needs it not");
        }
    }
}
