package online.cloudtolocalllm.window.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.files.Locations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceTest {

    private static final Place MAIN = new Place(0, 0, 1920, 1080, false);
    private static final Place RIGHT = new Place(1920, 0, 1280, 1024, false);
    private static final WindowName NAME = new WindowName("settings", "Settings", "settings window");

    @Test
    void aWindowStaysWhereItWas() {
        Place place = new Place(2000, 100, 700, 500, false);
        assertThat(place.on(List.of(MAIN, RIGHT))).isEqualTo(place);
    }

    @Test
    void aWindowOfAScreenThatIsGoneComesToTheMiddle() {
        Place place = new Place(2000, 100, 700, 500, true);
        assertThat(place.on(List.of(MAIN))).isEqualTo(new Place(610, 290, 700, 500, true));
    }

    @Test
    void aWindowWhoseTitleCannotBeReachedComesToTheMiddle() {
        assertThat(new Place(100, -400, 700, 500, false).on(List.of(MAIN)).y()).isEqualTo(290);
        assertThat(new Place(100, 1060, 700, 500, false).on(List.of(MAIN)).y()).isEqualTo(290);
        assertThat(new Place(1900, 100, 700, 500, false).on(List.of(MAIN)).x()).isEqualTo(610);
    }

    @Test
    void aWindowIsNeverLargerThanItsScreen() {
        assertThat(new Place(0, 0, 4000, 3000, false).on(List.of(MAIN))).isEqualTo(MAIN);
        assertThat(Place.middle(RIGHT, 3000, 500)).isEqualTo(new Place(1920, 262, 1280, 500, false));
    }

    @Test
    void whatIsKeptIsReadAgain(@TempDir Path home) throws Exception {
        PlaceFile file = new PlaceFile(NAME, new Locations(home));
        assertThat(file.read()).isEmpty();
        Place place = new Place(-30, 12, 700, 500, true);
        file.keep(place);
        assertThat(file.read()).contains(place);
        for (String wrong : List.of(
                "", "[]", "{", "{\"x\":1}", "{\"x\":1e300,\"y\":0,\"width\":700,\"height\":500}", "x".repeat(9_000))) {
            Files.writeString(home.resolve("settings_window.json"), wrong);
            assertThat(file.read()).as(wrong).isEqualTo(Optional.empty());
        }
    }
}
