package online.cloudtolocalllm.chat.view.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RollPlaceTest {

    private final RollPlace place = new RollPlace();

    RollPlaceTest() {
        place.keys(List.of(1L, 2L, 3L, 4L));
        for (int i = 0; i < 4; i++) {
            place.height(i, 100);
        }
    }

    @Test
    void itBeginsAtTheEnd() {
        assertThat(place.following()).isTrue();
        assertThat(place.total()).isEqualTo(400);
    }

    @Test
    void theReadMessageIsHeldWhenOthersComeBeforeIt() {
        place.anchor(1, -30);
        place.keys(List.of(8L, 9L, 1L, 2L, 3L, 4L));
        assertThat(place.anchor()).isEqualTo(3);
        assertThat(place.top()).isEqualTo(-30);
        assertThat(place.total()).as("unknown ones count as usual").isEqualTo(600);
    }

    @Test
    void whereTheReadMessageIsGoneItsPlaceIsHeld() {
        place.anchor(2, 10);
        place.keys(List.of(1L, 2L, 7L, 8L));
        assertThat(place.anchor()).isEqualTo(2);
        place.keys(List.of(1L));
        assertThat(place.anchor()).isZero();
        place.keys(List.of());
        assertThat(place.anchor()).isZero();
    }

    @Test
    void whatIsPassedIsWhereOneIs() {
        for (double pixels : new double[] {-24, 0, 99, 100, 250, 399}) {
            place.pass(pixels);
            assertThat(place.passed()).isEqualTo(pixels);
        }
        assertThat(place.following()).isFalse();
        place.pass(10_000);
        assertThat(place.anchor()).isEqualTo(3);
    }

    @Test
    void heightsOfThoseThatAreGoneAreForgotten() {
        place.height(0, 1_000);
        place.keys(List.of(2L, 3L));
        assertThat(place.total()).isEqualTo(200);
    }
}
