package online.cloudtolocalllm.broker.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import online.cloudtolocalllm.broker.Connections;
import org.junit.jupiter.api.Test;

class HeaderRulesTest {

    private static HttpHeaders headers(String... pairs) {
        HttpHeaders headers = new DefaultHttpHeaders();
        for (int i = 0; i < pairs.length; i += 2) {
            headers.add(pairs[i], pairs[i + 1]);
        }
        return headers;
    }

    @Test
    void theClientsCredentialsAndBrowserContextStayHere() {
        HttpHeaders sent = HeaderRules.towards(
                Connections.local("http://localhost:11434"),
                headers(
                        "Host", "127.0.0.1:11435",
                        "Authorization", "Bearer client",
                        "X-Api-Key", "client",
                        "Cookie", "a=b",
                        "Origin", "http://localhost:3000",
                        "Referer", "http://localhost:3000/secret",
                        "Sec-Fetch-Site", "same-site",
                        "X-Privacy", "local",
                        "Accept", "*/*",
                        "X-Custom", "kept"));

        assertThat(sent.names()).containsExactlyInAnyOrder("host", "Accept", "X-Custom");
        assertThat(sent.get("Host")).isEqualTo("localhost:11434");
    }

    @Test
    void hopByHopFieldsAndThoseThatConnectionNamesAreDroppedBothWays() {
        String[] fields = {
            "Connection",
            "close, X-Hop",
            "X-Hop",
            "1",
            "Keep-Alive",
            "timeout=5",
            "TE",
            "trailers",
            "Upgrade",
            "h2c",
            "Transfer-Encoding",
            "chunked",
            "X-Kept",
            "1"
        };
        assertThat(HeaderRules.towards(Connections.local("http://localhost:1"), headers(fields))
                        .names())
                .containsExactlyInAnyOrder("host", "X-Kept");
        assertThat(HeaderRules.fromUpstream(headers(fields)).names()).containsExactly("X-Kept");
    }

    @Test
    void aConnectionsOwnTokenIsSentAndOnlyItsOwn() {
        HttpHeaders sent = HeaderRules.towards(
                Connections.cloud("https://cloud.example", "cloud-token"), headers("Authorization", "Bearer client"));

        assertThat(sent.getAll("Authorization")).containsExactly("Bearer cloud-token");
        assertThat(sent.get("Host")).isEqualTo("cloud.example");
    }

    @Test
    void cookiesAndCrossOriginPermissionsOfAnUpstreamAreDropped() {
        HttpHeaders passed = HeaderRules.fromUpstream(headers(
                "Set-Cookie", "a=b",
                "Access-Control-Allow-Origin", "*",
                "X-Served-By", "liar",
                "Retry-After", "3",
                "Content-Type", "application/json"));

        assertThat(passed.names()).containsExactlyInAnyOrder("Retry-After", "Content-Type");
    }
}
