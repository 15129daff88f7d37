package online.cloudtolocalllm.daemon.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask: a table of hosts, origins and methods. */
class AccessRulesTest {

    private static final int PORT = 11435;
    private static final AccessRules RULES =
            new AccessRules(Set.of("Box.lan", "proxy.example:8443"), Set.of("https://Chat.example"));

    private static HttpRequest request(String host) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/api/tags");
        request.headers().set("Host", host);
        return request;
    }

    private static int status(HttpRequest request) {
        return RULES.check(request, PORT).map(AccessRules.Refused::status).orElse(200);
    }

    private static int origin(String... origins) {
        HttpRequest request = request("localhost");
        for (String origin : origins) {
            request.headers().add("Origin", origin);
        }
        return status(request);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.1:11435",
                "localhost",
                "localhost:11435",
                "localhost:80",
                "127.0.0.1:1",
                "LocalHost:11435",
                "LOCALHOST",
                "[::1]",
                "[::1]:11435",
                "box.lan",
                "BOX.LAN",
                "box.lan:11435",
                "box.lan:80",
                "proxy.example:8443"
            })
    void ownAndAllowedHostsPass(String host) {
        assertThat(status(request(host))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "example.com:11435",
                "127.0.0.1:011435",
                "127.0.0.1:+11435",
                "127.0.0.1:",
                "127.0.0.1:99999",
                "127.0.0.1:11435:11435",
                "127.0.0.1.",
                "localhost.",
                "localhost.example.com",
                "127.0.0.1.example.com",
                "user@localhost",
                "localhost@example.com",
                "localhost:11435@example.com",
                "localhost,example.com",
                "localhost/",
                "localhost\\",
                "http://localhost",
                "::1",
                "[::1",
                "::1]",
                "[::1]x",
                "[::1]:",
                "[localhost]",
                "[127.0.0.1]",
                "[::1%25lo]",
                "[::ffff:127.0.0.1]",
                "[::]",
                "0.0.0.0",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "127.0.0.2",
                ":11435",
                "11435",
                "proxy.example",
                "proxy.example:443",
                "evilbox.lan",
                "box.lan.evil"
            })
    void everyOtherHostIsForbidden(String host) {
        assertThat(status(request(host))).isEqualTo(403);
    }

    @Test
    void aHostIsNeededOnceUnlessTheClientIsOld() {
        HttpRequest twice = request("localhost");
        twice.headers().add("Host", "localhost");
        assertThat(status(twice)).isEqualTo(400);
        HttpRequest none = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        assertThat(status(none)).isEqualTo(400);
        none.setProtocolVersion(HttpVersion.HTTP_1_0);
        assertThat(status(none)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://localhost:3000",
                "https://localhost",
                "http://127.0.0.1:8080",
                "http://[::1]:8080",
                "HTTP://LOCALHOST:3000",
                "https://chat.example",
                "https://CHAT.example",
                "app://obsidian.md",
                "tauri://localhost",
                "vscode-webview://abc"
            })
    void pagesOfThisComputerAndAllowedOriginsPass(String origin) {
        assertThat(origin(origin)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "*",
                "https://example.com",
                "http://localhost.example.com",
                "http://localhost.",
                "http://example.com#localhost",
                "http://localhost@example.com",
                "http://user@localhost",
                "http://localhost/path",
                "http://localhost?x",
                "http://localhost:80:80",
                "http://chat.example",
                "https://chat.example:8443",
                "https://chat.example.evil",
                "file://",
                "data:text/html,x",
                "chrome-extension://abc",
                "ftp://localhost",
                "localhost",
                "//localhost",
                "http:localhost",
                "http://localhost, http://example.com",
                "http://127.0.0.2",
                "http://[::2]"
            })
    void everyOtherOriginIsForbidden(String origin) {
        assertThat(origin(origin)).isEqualTo(403);
    }

    @Test
    void twoOriginsAreForbiddenEvenIfEachIsAllowed() {
        assertThat(origin("http://localhost", "http://localhost")).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"cross-site,403", "Cross-Site,403", "same-origin,200", "same-site,200", "none,200"})
    void aBrowserThatSaysCrossSiteIsForbiddenWithoutAnOrigin(String site, int status) {
        HttpRequest request = request("localhost");
        request.headers().set("Sec-Fetch-Site", site);
        assertThat(status(request)).isEqualTo(status);
        request.headers().set("Origin", "http://localhost:3000");
        assertThat(status(request)).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,200",
        "HEAD,200",
        "POST,200",
        "PUT,200",
        "PATCH,200",
        "DELETE,200",
        "OPTIONS,200",
        "CONNECT,405",
        "TRACE,405",
        "get,501",
        "TRACK,501",
        "PROPFIND,501"
    })
    void methodsThatAnUpstreamNeedNotSeeAreRefused(String method, int status) {
        assertThat(status(request("localhost").setMethod(HttpMethod.valueOf(method))))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"HTTP/1.0,200", "HTTP/1.1,200", "HTTP/1.2,505", "HTTP/2.0,505", "RTSP/1.1,505"})
    void onlyTwoVersionsAreSpoken(String version, int status) {
        assertThat(status(request("localhost").setProtocolVersion(HttpVersion.valueOf(version))))
                .isEqualTo(status);
    }
}
