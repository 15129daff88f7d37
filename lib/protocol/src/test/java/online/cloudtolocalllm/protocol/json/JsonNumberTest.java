package online.cloudtolocalllm.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumberTest {

    @ParameterizedTest
    @CsvSource({
        "0,                        0,                    true",
        "-0,                       0,                    true",
        "-0.0,                     0,                    true",
        "1.0,                      1,                    true",
        "10e-1,                    1,                    true",
        "1e3,                      1000,                 true",
        "1.5,                      1,                    false",
        "-1.9,                     -1,                   false",
        "0.99999999999999999999,   0,                    false",
        "2147483647,               2147483647,           true",
        "2147483647.0000000001,    2147483647,           false",
        "2147483648,               2147483648,           false",
        "-2147483648,              -2147483648,          true",
        "-2147483649,              -2147483649,          false",
        "9007199254740993,         9007199254740993,     false",
        "-9007199254740993,        -9007199254740993,    false",
        "9223372036854775807,      9223372036854775807,  false",
        "9223372036854775807.9,    9223372036854775807,  false",
        "9223372036854775808,      9223372036854775807,  false",
        "-9223372036854775808,     -9223372036854775808, false",
        "-9223372036854775809,     -9223372036854775808, false",
        "1e400,                    9223372036854775807,  false",
        "-1e400,                   -9223372036854775808, false",
        "1e-400,                   0,                    false",
        "1e2000000000,             9223372036854775807,  false",
        "1e-2000000000,            0,                    false",
        "0e2000000000,             0,                    true",
        "1e99999999999,            9223372036854775807,  false",
        "-1e99999999999,           -9223372036854775808, false",
        "1e-99999999999,           0,                    false"
    })
    void wholeNumbersAreExact(String text, long whole, boolean isInt) {
        JsonNumber number = new JsonNumber(text);
        assertThat(number.asLong()).isEqualTo(whole);
        assertThat(number.isInt()).isEqualTo(isInt);
    }

    @Test
    void aThousandDigitsAreClamped() {
        assertThat(new JsonNumber("9".repeat(1000)).asLong()).isEqualTo(Long.MAX_VALUE);
        assertThat(new JsonNumber("-" + "9".repeat(1000)).asLong()).isEqualTo(Long.MIN_VALUE);
        assertThat(new JsonNumber("1" + "0".repeat(900) + "e-900").asLong()).isEqualTo(1);
        assertThat(new JsonNumber("0." + "9".repeat(1000)).isInt()).isFalse();
    }

    @Test
    void doublesAreTheNearest() {
        assertThat(new JsonNumber("0.1").asDouble()).isEqualTo(0.1);
        assertThat(new JsonNumber("1e400").asDouble()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "1 ",
                "NaN",
                "Infinity",
                "-Infinity",
                "+1",
                "01",
                ".5",
                "1.",
                "1e",
                "--1",
                "0x1",
                "1,2",
                "1f",
                "١"
            })
    void whatJsonDoesNotKnowIsRefused(String text) {
        assertThatThrownBy(() -> new JsonNumber(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNotFiniteHasNoJsonForm(double value) {
        assertThatThrownBy(() -> JsonValue.of(value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonValue.of((float) value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void everyLongComesBack(@ForAll long value) {
        assertThat(new JsonNumber(Long.toString(value)).asLong()).isEqualTo(value);
        assertThat(new JsonNumber(Long.toString(value)).isInt()).isEqualTo(value == (int) value);
    }

    @Property
    void everyDoubleComesBack(@ForAll double value) {
        assertThat(((JsonNumber) JsonValue.of(value)).asDouble()).isEqualTo(value);
    }
}
