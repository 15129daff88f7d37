package online.cloudtolocalllm.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WireReaderTest {

    private static WireReader of(String bytes) {
        return new WireReader(new ByteArrayInputStream(bytes.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void aHeadGoesToItsEmptyLine() throws IOException {
        WireReader reader = of("GET / HTTP/1.1\r\nHost: a\r\n\r\nrest");
        assertThat(reader.head()).contains(Bytes.latin1("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
        assertThat(reader.exactly(4)).isEqualTo(Bytes.latin1("rest"));
        assertThat(reader.head()).isEmpty();
    }

    @Test
    void aHeadThatIsCutIsQuoted() {
        assertThatThrownBy(() -> of("GET / HT").head())
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("GET / HT");
    }

    @Test
    void aHandshakeOfTlsIsNotWaitedFor() {
        assertThatThrownBy(() -> of("\u0016\u0003\u0001").head()).isInstanceOf(MalformedMessageException.class);
    }
}
