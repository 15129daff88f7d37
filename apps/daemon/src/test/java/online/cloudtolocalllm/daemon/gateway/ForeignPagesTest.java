package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Header;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Web pages that are not of this computer get nothing, by whatever path and method; those that are get their permission. */
@ExtendWith(NoBufferLeaks.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignPagesTest {

    private static final Header OWN_PAGE = new Header("Origin", "http://localhost:3000");

    private AttackedGateway gateway;

    @BeforeAll
    void open() throws IOException {
        gateway = new AttackedGateway();
    }

    @AfterAll
    void close() throws IOException {
        gateway.close();
    }

    private Answer ask(String method, String target, Header... fields) throws IOException {
        try (RawHttp client = gateway.connect()) {
            return client.request(method, target, Bytes.NONE, fields).readAnswer();
        }
    }

    private static List<String> permissions(Answer answer) {
        return answer.head().headers().stream()
                .map(Header::name)
                .filter(name -> name.regionMatches(true, 0, "Access-Control-", 0, 15))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/tags",
        "POST,/api/chat",
        "DELETE,/api/delete",
        "OPTIONS,/api/chat",
        "HEAD,/",
        "GET,/v1/models",
        "POST,/v1/messages",
        "GET,/_broker/status",
        "GET,/_broker/nothing",
        "GET,/nothing",
        "PATCH,/"
    })
    void areRefusedWithoutPermissionByEveryPathAndMethod(String method, String target) throws IOException {
        int before = gateway.relayed().size();
        Header ask = new Header("Access-Control-Request-Method", "POST");
        List<Header> strangers = List.of(
                new Header("Origin", "https://example.com"),
                new Header("Origin", "null"),
                new Header("Sec-Fetch-Site", "cross-site"),
                new Header("Host", "rebound.example.com:" + gateway.address().port()));
        for (Header stranger : strangers) {
            Answer answer = ask(method, target, stranger, ask);
            assertThat(answer.status()).as(stranger.toString()).isEqualTo(403);
            assertThat(permissions(answer)).isEmpty();
            assertThat(answer.isWhole()).isTrue();
        }
        assertThat(gateway.relayed()).hasSize(before);
        gateway.assertUnharmed();
    }

    @ParameterizedTest
    @CsvSource({"400,X-A : 1", "431,X-A: LONG", "400,Host: localhost"})
    void anErrorInTheRequestGivesAStrangerNoPermissionToReadIt(int status, String line) throws IOException {
        String answer =
                gateway.everythingAfter("GET /api/tags HTTP/1.1\r\nHost: {host}\r\nOrigin: https://example.com\r\n"
                        + line.replace("LONG", "a".repeat(70_000)) + "\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status).doesNotContainIgnoringCase("access-control");
    }

    @Test
    void aTooLongAddressGivesAStrangerNoPermissionEither() throws IOException {
        String answer = gateway.everythingAfter(
                "GET /" + "a".repeat(17_000) + " HTTP/1.1\r\nHost: {host}\r\nOrigin: https://example.com\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 414").doesNotContainIgnoringCase("access-control");
    }

    @Test
    void aPageOfThisComputerIsPermittedByNameInAnswersErrorsAndPreflights() throws IOException {
        for (String target : List.of("/api/version", "/_broker/health", "/_broker/nothing", "/nothing")) {
            Answer answer = ask("GET", target, OWN_PAGE);
            assertThat(answer.head().all("Access-Control-Allow-Origin")).containsExactly(OWN_PAGE.value());
            assertThat(answer.head().lists("Vary", "Origin")).isTrue();
        }
        Answer preflight = ask("OPTIONS", "/api/chat", OWN_PAGE, new Header("Access-Control-Request-Method", "POST"));
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.head().first("Access-Control-Allow-Methods"))
                .hasValueSatisfying(methods -> assertThat(methods).contains("POST"));
        assertThat(preflight.head().first("Content-Length")).isEmpty();
        assertThat(gateway.relayed()).noneMatch(request -> request.method().equals("OPTIONS"));
    }

    @Test
    void anUpstreamNeitherSeesThePageNorPermitsOne() throws IOException {
        gateway.upstream()
                .on(
                        "/api/me",
                        Reply.json("{}")
                                .with("Access-Control-Allow-Origin", "*")
                                .with("Vary", "Origin"));
        Answer answer = ask(
                "GET",
                "/api/me",
                OWN_PAGE,
                new Header("Referer", "http://localhost:3000/secret"),
                new Header("Cookie", "a=b"),
                new Header("Sec-Fetch-Site", "cross-site"));
        assertThat(answer.head().all("Access-Control-Allow-Origin")).containsExactly(OWN_PAGE.value());
        assertThat(gateway.upstream().requests("/api/me").getLast().head().headers())
                .extracting(Header::name)
                .doesNotContain("Origin", "Referer", "Cookie", "Sec-Fetch-Site");
    }
}
