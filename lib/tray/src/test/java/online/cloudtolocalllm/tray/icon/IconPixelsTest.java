package online.cloudtolocalllm.tray.icon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.TrayIcon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IconPixelsTest {

    private static final List<PanelTone> TONES = List.of(PanelTone.DARK, PanelTone.LIGHT);

    static Stream<Arguments> pairs() {
        TrayIcon[] forms = TrayIcon.values();
        return IntStream.range(0, forms.length).boxed().flatMap(one -> IntStream.range(one + 1, forms.length)
                .mapToObj(other -> Arguments.of(forms[one], forms[other])));
    }

    /** As somebody sees them who sees no colour, or on a panel of the wrong tone. */
    @ParameterizedTest
    @MethodSource("pairs")
    void twoFormsDifferAlsoInGreyAndOnEveryPanel(TrayIcon one, TrayIcon other) {
        for (PanelTone tone : TONES) {
            for (int panel : new int[] {0xff000000, 0xff3b4048, 0xff808080, 0xffe6e6e6, 0xffffffff}) {
                int[] first = grey(one, tone, 16, panel);
                int[] second = grey(other, tone, 16, panel);
                long different = IntStream.range(0, first.length)
                        .filter(at -> Math.abs(first[at] - second[at]) > 48)
                        .count();
                assertThat(different)
                        .as("%s and %s for a %s panel on %08x", one, other, tone, panel)
                        .isGreaterThanOrEqualTo(12);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TrayIcon.class)
    void everyFormStandsOutOnEveryPanel(TrayIcon form) {
        for (PanelTone tone : TONES) {
            for (int panel : new int[] {0xff000000, 0xff808080, 0xffffffff}) {
                long seen = Arrays.stream(grey(form, tone, 16, panel))
                        .filter(value -> Math.abs(value - grey(panel)) > 80)
                        .count();
                assertThat(seen)
                        .as("%s for a %s panel on %08x", form, tone, panel)
                        .isGreaterThanOrEqualTo(30);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TrayIcon.class)
    void thePictureKeepsOffTheEdgesExceptForItsHalo(TrayIcon form) {
        for (int size : IconPixels.SIZES) {
            int[] points = IconPixels.argb(form, PanelTone.DARK, size);
            for (int at = 0; at < size; at++) {
                for (int edge : new int[] {at, (size - 1) * size + at, at * size, at * size + size - 1}) {
                    assertThat(points[edge] >>> 24)
                            .as("%s at %d, point %d", form, size, edge)
                            .isLessThan(0xdc);
                }
            }
        }
    }

    @Test
    void outlinesAreSharpAtSixteen() {
        int[] points = IconPixels.argb(TrayIcon.PAUSED, PanelTone.DARK, 16);
        int line = Ink.LINE.argb(false);
        assertThat(IntStream.range(5, 10).map(column -> points[16 + column])).containsOnly(line);
        assertThat(Arrays.stream(points).filter(point -> point == line).count()).isGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64, 512})
    void otherSizesAreDrawnToo(int size) {
        for (TrayIcon form : TrayIcon.values()) {
            assertThat(IconPixels.argb(form, PanelTone.LIGHT, size)).hasSize(size * size);
        }
    }

    @Test
    void unknownTonesAreDark() {
        assertThat(IconPixels.argb(TrayIcon.CLOUD, PanelTone.AUTO, 22))
                .isEqualTo(IconPixels.argb(TrayIcon.CLOUD, PanelTone.DARK, 22));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_025, Integer.MAX_VALUE})
    void sizesThatNobodyCanMeanAreRefused(int size) {
        assertThatThrownBy(() -> IconPixels.argb(TrayIcon.IDLE, PanelTone.DARK, size))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static int[] grey(TrayIcon form, PanelTone tone, int size, int panel) {
        return Arrays.stream(IconPixels.argb(form, tone, size))
                .map(point -> grey(ContactSheet.over(point, panel)))
                .toArray();
    }

    private static int grey(int argb) {
        return ((argb >> 16 & 0xff) * 299 + (argb >> 8 & 0xff) * 587 + (argb & 0xff) * 114) / 1_000;
    }
}
