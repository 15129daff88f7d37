package online.cloudtolocalllm.settings.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import online.cloudtolocalllm.settings.PlayedSettings;
import online.cloudtolocalllm.settings.model.config.SettingSpec.Named;
import online.cloudtolocalllm.settings.view.field.NamedBox;
import online.cloudtolocalllm.settings.view.page.Page;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.window.start.ThemeChoice;
import online.cloudtolocalllm.window.start.WindowsFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages that are made when they are looked at, and the theme. */
class FrameTest {

    private TemporaryHome home;
    private PlayedSettings played;
    private OpenWindow window;

    @BeforeEach
    void open() throws Exception {
        home = TemporaryHome.create();
        played = FullSettings.play(home.locations());
        window = new OpenWindow(home.locations());
    }

    @AfterEach
    void close() throws Exception {
        window.close();
        played.close();
        home.close();
    }

    @Test
    void aPageIsMadeWhenItIsLookedAt() throws Exception {
        TabPane tabs = window.robot().lookup(".tab-pane").queryAs(TabPane.class);
        assertThat(tabs.getTabs().stream().filter(tab -> tab.getContent() != null))
                .extracting(Tab::getId)
                .containsExactly("connections");
        for (PageSlot slot : window.window().slots()) {
            assertThat(slot.made().isPresent())
                    .as(slot.id())
                    .isEqualTo(slot.id().equals("connections"));
            window.turn(slot.id());
            Page page = slot.made().orElseThrow();
            assertThat(slot.tab().getContent()).isSameAs(page.root());
        }
    }

    @Test
    void theThemeIsSetForAllWindows() throws Exception {
        window.turn("general");
        NamedBox box = window.robot().lookup("#theme").queryAs(NamedBox.class);
        assertThat(box.chosen()).isEqualTo("desktop");
        window.robot().interact(() -> box.setValue(new Named("dark", "Dark")));
        WindowsFile anothers = new WindowsFile(home.locations());
        assertThat(Until.holds(Until.LIMIT, () -> anothers.theme() == ThemeChoice.DARK))
                .isTrue();
    }

    @Test
    void whyTheThemeCannotBeSetIsTold() throws Exception {
        Path file = home.locations().home().resolve("windows.json");
        Files.createDirectories(file.resolve("full"));
        window.turn("general");
        NamedBox box = window.robot().lookup("#theme").queryAs(NamedBox.class);
        window.robot().interact(() -> box.setValue(new Named("dark", "Dark")));
        assertThat(window.sees("windows.json cannot be written")).isTrue();
        assertThat(window.until(() -> box.chosen().equals("desktop"))).isTrue();
    }
}
