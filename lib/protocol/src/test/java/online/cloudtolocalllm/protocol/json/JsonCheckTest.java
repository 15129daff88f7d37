package online.cloudtolocalllm.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the check lets pass can be read as a field's value, and the other way round. */
class JsonCheckTest {

    private static boolean isValue(byte[] bytes) {
        byte[] within = new byte[bytes.length + 5];
        Arrays.fill(within, (byte) '7');
        System.arraycopy(bytes, 0, within, 2, bytes.length);
        return JsonCheck.isValue(within, 2, 2 + bytes.length);
    }

    private static boolean isValue(String text) {
        return isValue(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the strict reader takes it where the check says it may stand. */
    private static boolean isReadable(byte[] bytes) {
        byte[] before = "{\"data\":".getBytes(StandardCharsets.UTF_8);
        byte[] line = Arrays.copyOf(before, before.length + bytes.length + 1);
        System.arraycopy(bytes, 0, line, before.length, bytes.length);
        line[line.length - 1] = '}';
        try {
            return Json.parseObject(line).fields().keySet().equals(Set.of("data"));
        } catch (MalformedJsonException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " [1,-2.5e3, \"\\u00e4\\ud800\", true,null]\t\r",
                "\"日本 🙂\"",
                "0",
                "{\"a\":{\"a\":1},\"b\":\n2}",
                "{\"\\ud83d\\ude42\":1}"
            })
    void takesWhatIsJson(String text) {
        assertThat(isValue(text)).isTrue();
        assertThat(isReadable(text.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{}{}",
                "{} x",
                "[1,]",
                "{\"a\":1,\"a\":2}",
                "\"\u0001\"",
                "\"a\nb\"",
                "NaN",
                "01",
                "+1",
                "1.",
                "'a'",
                "tru",
                "// x\n1",
                "\ufeff{}",
                "\"a",
                "1}",
                "1,\"x\":2",
                "]",
                "a"
            })
    void refusesWhatIsNone(String text) {
        assertThat(isValue(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7b007d00",
                "007b007d",
                "0000007b0000007d",
                "22c080 22",
                "22eda08022",
                "22f490808022",
                "22e282 22",
                "22ff22",
                "22c3",
                "2280 22",
                "22f880808022",
                "efbbbf7b7d",
                "fffe7b007d00"
            })
    void refusesOtherEncodingsAndBrokenUtf8(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThat(isValue(bytes)).isFalse();
    }

    @Test
    void isAsDeepAsAReaderTakesItWithinALine() {
        for (int depth = Json.MAX_DEPTH - 3; depth < Json.MAX_DEPTH + 3; depth++) {
            String nested = "[".repeat(depth) + "]".repeat(depth);
            assertThat(isValue(nested)).isEqualTo(isReadable(nested.getBytes(StandardCharsets.UTF_8)));
            assertThat(isValue(nested)).isEqualTo(depth < Json.MAX_DEPTH);
        }
        assertThat(isValue("[".repeat(100_000))).isFalse();
    }

    @Test
    void strangeNumbersAndNamesAreTakenAsTheReaderTakesThem() {
        for (String text : new String[] {
            "1".repeat(999),
            "1".repeat(1001),
            "{\"\\ud800\":1}",
            "{\"\\udc00x\":1}",
            "{\"" + "n".repeat(50_001) + "\":1}"
        }) {
            assertThat(isValue(text)).isEqualTo(isReadable(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Property(tries = 3000)
    void agreesWithTheReader(
            @ForAll @Chars({'{', '}', '[', ']', '"', ':', ',', '1', 'a', '\\', 'u', 'd', '8', '0', ' ', 'ä', '\n'})
                    String text) {
        assertThat(isValue(text)).isEqualTo(isReadable(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Property(tries = 2000)
    void textIsUtf8WhenTheReaderSaysSo(@ForAll byte[] bytes) {
        byte[] quoted = new byte[bytes.length + 2];
        quoted[0] = '"';
        quoted[quoted.length - 1] = '"';
        System.arraycopy(bytes, 0, quoted, 1, bytes.length);
        assertThat(isValue(quoted)).isEqualTo(isReadable(quoted));
    }
}
