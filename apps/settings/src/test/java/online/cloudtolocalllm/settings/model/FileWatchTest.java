package online.cloudtolocalllm.settings.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import online.cloudtolocalllm.client.LinkState;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.model.config.Config;
import online.cloudtolocalllm.settings.model.config.ConfigAnswer;
import online.cloudtolocalllm.settings.model.config.ConfigStore;
import online.cloudtolocalllm.testkit.ManualClock;
import online.cloudtolocalllm.window.words.LinkWords;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {

    @TempDir
    Path home;

    private final List<String> asked = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private Locations locations;
    private Settings settings;
    private FileWatch watch;

    private final class CountingStore implements ConfigStore {
        @Override
        public void read(Consumer<ConfigAnswer> then) {
            asked.add("read");
            then.accept(new ConfigAnswer.Read(Config.UNKNOWN));
        }

        @Override
        public void change(List<ConfigChange> changes, Consumer<ConfigAnswer> then) {
            throw new AssertionError("nothing is changed");
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @BeforeEach
    void begin() {
        locations = new Locations(home);
        settings = new Settings(new CountingStore(), new ManualClock(), state -> {});
        Daemon daemon = (command, limit, then) -> {
            asked.add(command.text("command", ""));
            then.accept(new Reply.Done(JsonObject.EMPTY));
        };
        watch = new FileWatch(locations, daemon, settings, later::add, Runnable::run);
    }

    /** One look, from its beginning to its end; what was asked because of it. */
    private List<String> look() {
        asked.clear();
        watch.look();
        List<Runnable> now = List.copyOf(later);
        later.clear();
        now.forEach(Runnable::run);
        return List.copyOf(asked);
    }

    @Test
    void everyEditOfEitherFileIsSeenOnce() throws Exception {
        assertThat(look()).as("the first look").isEmpty();
        Files.writeString(locations.daemonConfig(), "{}");
        assertThat(look()).as("it came").containsExactly("read");
        assertThat(look()).isEmpty();
        Files.writeString(locations.connectionConfig(), "{\"a\":1}");
        assertThat(look()).containsExactly("read");
        Path other = Files.writeString(home.resolve("new"), "{\"a\":2}");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(locations.connectionConfig()));
        Files.move(other, locations.connectionConfig(), StandardCopyOption.REPLACE_EXISTING);
        assertThat(look()).as("an editor's rename of the same size and time").containsExactly("read");
        Files.writeString(home.resolve("tray.log"), "line");
        assertThat(look()).as("other files do not matter").isEmpty();
        Files.delete(locations.daemonConfig());
        assertThat(look()).as("it went").containsExactly("read");
    }

    @Test
    void aDaemonThatRunsReadsItFirst() throws Exception {
        settings.linked(new LinkWords(true, "", false));
        look();
        Files.writeString(locations.daemonConfig(), "{}");
        assertThat(look()).containsExactly("RELOAD", "read");
        settings.linked(LinkWords.of(new LinkState.Closed()));
        Files.writeString(locations.daemonConfig(), "{ }");
        assertThat(look()).containsExactly("read");
    }

    @Test
    void aDiskThatDoesNotAnswerIsAskedOnce() {
        watch.look();
        watch.look();
        assertThat(later).hasSize(1);
    }
}
