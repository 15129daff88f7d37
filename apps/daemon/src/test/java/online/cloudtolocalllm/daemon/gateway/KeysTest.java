package online.cloudtolocalllm.daemon.gateway;

import static online.cloudtolocalllm.daemon.gateway.AttackedGateway.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import online.cloudtolocalllm.broker.route.Privacy;
import online.cloudtolocalllm.config.daemon.KeyNeed;
import online.cloudtolocalllm.daemon.peer.Peers;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Bytes;
import online.cloudtolocalllm.testkit.http.Header;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that name themselves by a gateway key, and those that do not. */
@ExtendWith(NoBufferLeaks.class)
class KeysTest {

    private static final String KEY = "c2l_right";

    private volatile KeyNeed need = KeyNeed.NO;
    private volatile Privacy rule = Privacy.ANY;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private ScriptedUpstream local;
    private ScriptedUpstream cloud;
    private GatewayFixture gateway;

    private final class OneKey implements KeyCheck {

        @Override
        public KeyNeed need() {
            return need;
        }

        @Override
        public Caller caller(List<String> keys) {
            return keys.isEmpty()
                    ? new Caller.Anonymous()
                    : keys.equals(List.of(KEY)) ? new Caller.Known("editor", rule) : new Caller.Unknown();
        }
    }

    @BeforeEach
    void open() throws IOException {
        local = ScriptedUpstream.ollama();
        cloud = ScriptedUpstream.cloud("cloud-token", Offer.usual());
        gateway = new GatewayFixture()
                .local(local)
                .cloud(cloud, "cloud-token")
                .guards(new Guards(new AccessRules(Set.of(), Set.of()), Peers.UNKNOWN, new OneKey()))
                .open();
        opened.addAll(List.of(local, cloud, gateway));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable thing : opened.reversed()) {
            thing.close();
        }
    }

    private Answer ask(String method, String path, Header... fields) throws IOException {
        try (RawHttp http = RawHttp.connect(gateway.address())) {
            return http.request(method, path, method.equals("GET") ? Bytes.NONE : Bytes.utf8(CHAT), fields)
                    .readAnswer();
        }
    }

    private static Header[] fields(String text) {
        return text.isEmpty()
                ? new Header[0]
                : new Header[] {new Header(text.substring(0, text.indexOf(':')), text.substring(text.indexOf(':') + 1))
                };
    }

    @ParameterizedTest
    @CsvSource({
        "NO,POST,/api/chat,'',200",
        "NO,POST,/api/chat,Authorization:Bearer c2l_right,200",
        "NO,POST,/api/chat,Authorization:bearer  c2l_right,200",
        "NO,POST,/api/chat,x-api-key:c2l_right,200",
        "NO,POST,/api/chat,Authorization:Bearer ollama,200",
        "NO,POST,/api/chat,Authorization:Basic c2l_right,200",
        "NO,POST,/api/chat,x-api-key:sk-anything,200",
        "NO,POST,/api/chat,Authorization:Bearer c2l_wrong,401",
        "NO,POST,/v1/chat/completions,x-api-key:c2l_wrong,401",
        "MANAGE,POST,/api/chat,'',200",
        "MANAGE,POST,/api/pull,'',401",
        "MANAGE,POST,/api/blobs/sha256:0,'',401",
        "MANAGE,POST,/api/pull,Authorization:Bearer ollama,401",
        "MANAGE,POST,/api/show,'',200",
        "MANAGE,POST,/v1/chat/completions,'',200",
        "MANAGE,GET,/v1/models,'',200",
        "MANAGE,DELETE,/v1/models/tiny,'',401",
        "MANAGE,POST,/v1/files,'',401",
        "MANAGE,POST,/v1/fine_tuning/jobs,'',401",
        "MANAGE,POST,/api/delete/,'',401",
        "MANAGE,DELETE,/api/user/keys/k,'',401",
        "ALWAYS,POST,/api/chat,'',401",
        "ALWAYS,POST,/api/chat,x-api-key:c2l_right,200",
        "ALWAYS,GET,/_broker/health,'',200",
        "ALWAYS,GET,/_broker/status,'',401",
        "ALWAYS,GET,/_broker/status,x-api-key:c2l_right,200"
    })
    void keysAreAskedForAsTheSettingsSay(KeyNeed needed, String method, String path, String field, int status)
            throws IOException {
        need = needed;
        Answer answer = ask(method, path, fields(field));
        assertThat(answer.status()).isEqualTo(status);
        if (status == 401) {
            assertThat(answer.head().first("WWW-Authenticate")).contains("Bearer");
            assertThat(answer.text())
                    .startsWith(path.startsWith("/v1") ? "{\"error\":{\"message\":" : "{\"error\":\"")
                    .contains("cloudtolocalllm keys create")
                    .doesNotContain("c2l_wrong");
            assertThat(local.requests(path)).isEmpty();
        }
    }

    @Test
    void aKeyNeverReachesAnUpstream() throws IOException {
        Answer both =
                ask("POST", "/api/chat", new Header("Authorization", "Bearer " + KEY), new Header("X-Api-Key", KEY));
        assertThat(both.status()).isEqualTo(200);
        ask("POST", "/api/chat", new Header("X-Api-Key", KEY));
        assertThat(local.requests()).noneMatch(request -> request.toString().contains(KEY));
    }

    @ParameterizedTest
    @CsvSource({
        "ANY,'',200",
        "ANY,local,503",
        "LAN,'',503",
        "LOCAL,'',503",
        "LOCAL,any,503",
        "LAN,local,503",
        "LAN,nonsense,400"
    })
    void aKeysRuleTightensTheRequestsOwnWish(Privacy keyRule, String wish, int status) throws IOException {
        rule = keyRule;
        List<Header> fields =
                new ArrayList<>(List.of(new Header("X-Api-Key", KEY), new Header("X-Connection", "cloud_proxy")));
        if (!wish.isEmpty()) {
            fields.add(new Header("X-Privacy", wish));
        }
        assertThat(ask("POST", "/api/chat", fields.toArray(Header[]::new)).status())
                .isEqualTo(status);
        assertThat(ask("POST", "/api/chat", new Header("X-Connection", "cloud_proxy"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aForeignPageIsRefusedWhateverItsKey() throws IOException {
        need = KeyNeed.ALWAYS;
        assertThat(ask("POST", "/api/chat", new Header("X-Api-Key", KEY), new Header("Origin", "https://evil.example"))
                        .status())
                .isEqualTo(403);
    }
}
