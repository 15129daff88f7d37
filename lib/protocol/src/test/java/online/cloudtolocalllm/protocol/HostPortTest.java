package online.cloudtolocalllm.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {

    private static final HostPort DEFAULT = new HostPort("def", 99);

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:11435,         127.0.0.1,    11435",
        "localhost,               localhost,    99",
        "' localhost:1 ',         localhost,    1",
        "8080,                    def,          8080",
        ":8080,                   def,          8080",
        "0,                       def,          0",
        "box:0,                   box,          0",
        "box:65535,               box,          65535",
        "box:00080,               box,          80",
        "http://box,              box,          99",
        "http://box/,             box,          99",
        "http://box:81/,          box,          81",
        "http://8080,             def,          8080",
        "[::1]:80,                ::1,          80",
        "[::1],                   ::1,          99",
        "http://[::1]:80/,        ::1,          80",
        "::1,                     ::1,          99",
        "::,                      ::,           99",
        "fe80::1%eth0,            fe80::1%eth0, 99",
        "büro.example:80,         büro.example, 80"
    })
    void addressesAreRead(String text, String host, int port) {
        assertThat(HostPort.parse(text, DEFAULT)).contains(new HostPort(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/",
                "http://",
                "http:///",
                "https://box:1",
                "HTTP://box",
                "ftp://box",
                ":",
                "box:",
                "box:x",
                "box:-1",
                "box:+1",
                "box:65536",
                "65536",
                "123456",
                "99999999999999999999",
                "box:1/path",
                "box/path",
                "user@box:1",
                "a b:1",
                "a\tb",
                "a\u0000b",
                "a\u00a0b",
                "a\u007fb",
                "box\\x",
                "box?x",
                "box:80?x",
                "box#x",
                "[::1",
                "[::1]80",
                "[::1]:",
                "[::1]x",
                "[]",
                "[]:80",
                "::1]:80",
                "a[b",
                "x[::1]:80",
                "box:١",
                "box: 1",
                "box:1//"
            })
    void everythingElseIsRefused(String text) {
        assertThat(HostPort.parse(text, DEFAULT)).isEmpty();
    }

    @Test
    void digitsOfOtherScriptsAreNoPort() {
        assertThat(HostPort.parse("١١٤٣٤", DEFAULT)).contains(new HostPort("١١٤٣٤", 99));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void portsAreChecked(int port) {
        assertThatThrownBy(() -> new HostPort("box", port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(port));
    }

    @ParameterizedTest
    @CsvSource({"box, 80, box:80", "::1, 80, [::1]:80", "127.0.0.1, 0, 127.0.0.1:0"})
    void theTextIsReadBack(String host, int port, String text) {
        HostPort address = new HostPort(host, port);
        assertThat(address).hasToString(text);
        assertThat(HostPort.parse(text, DEFAULT)).contains(address);
    }

    @Property
    void everyPortIsReadBack(@ForAll @IntRange(max = 65_535) int port) {
        assertThat(HostPort.parse("box:" + port, DEFAULT)).contains(new HostPort("box", port));
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        HostPort.parse(text, DEFAULT).ifPresent(address -> assertThat(address.host())
                .isNotEmpty()
                .doesNotContainAnyWhitespaces()
                .doesNotContain("/"));
    }
}
