package online.cloudtolocalllm.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadTest {

    @Test
    void keepsOrderCaseAndRepeatedFields() throws Exception {
        Bytes bytes = Bytes.latin1("GET /a?b=c HTTP/1.1\r\nhOst: x\r\nA: 1\r\na: 2\r\n\r\n");
        Head head = Head.parse(bytes);
        assertThat(head.method()).isEqualTo("GET");
        assertThat(head.target()).isEqualTo("/a?b=c");
        assertThat(head.path()).isEqualTo("/a");
        assertThat(head.all("A")).containsExactly("1", "2");
        assertThat(head.first("host")).contains("x");
        assertThat(head.toBytes()).isEqualTo(bytes);
    }

    @Test
    void listsWordsOfAField() throws Exception {
        Head head = Head.parse(Bytes.latin1("HTTP/1.1 200 OK\r\nConnection: keep-alive, X-Hop\r\n\r\n"));
        assertThat(head.lists("connection", "x-hop")).isTrue();
        assertThat(head.closes()).isFalse();
        assertThat(head.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nno colon\r\n\r\n", "GET / HTTP/1.1\r\n: x\r\n\r\n"})
    void refusesWhatIsNoHead(String text) {
        assertThatThrownBy(() -> Head.parse(Bytes.latin1(text))).isInstanceOf(MalformedMessageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 20 OK", "HTTP/2 200", "hello", "HTTP/1.1 abc", ""})
    void saysWhatIsNoStatusLine(String line) throws Exception {
        Head head = Head.parse(Bytes.latin1(line + "\r\n\r\n"));
        assertThatThrownBy(head::status).isInstanceOf(IllegalStateException.class);
    }
}
