package online.cloudtolocalllm.broker.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeepAliveTimeTest {

    @ParameterizedTest
    @CsvSource({
        "'', PT5M",
        "300, PT5M",
        "0, PT0S",
        "0s, PT0S",
        "1.5, PT1.5S",
        "5m, PT5M",
        "1h30m, PT1H30M",
        "500ms, PT0.5S",
        "-1, PT24H",
        "-5m, PT24H",
        "48h, PT24H",
        "999999999, PT24H",
        "5 m, PT5M",
        "soon, PT5M",
        "10mx, PT5M",
        "null, PT5M",
        "true, PT5M",
        "1e3, PT5M"
    })
    void isReadAsOllamaDoes(String value, Duration expected) {
        assertThat(KeepAliveTime.read(value)).isEqualTo(expected);
    }

    @Property
    void isNeverNegativeOrTooLong(@ForAll String value) {
        assertThat(KeepAliveTime.read(value)).isBetween(Duration.ZERO, KeepAliveTime.LONGEST);
    }
}
