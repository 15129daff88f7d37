package online.cloudtolocalllm.broker.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.broker.Connections;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.HealthState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {

    private final ConnectionSettings local = Connections.local("http://localhost:11434");
    private final ConnectionSettings box = Connections.remote("gpu_box", "http://192.168.1.20:11434", 15);
    private final ConnectionSettings cloud = Connections.cloud("https://cloud.example", "t");
    private final ConnectionSettings openai = Connections.openai("https://api.example/v1");

    private static final RouteRequest CHAT =
            new RouteRequest(PathKind.INFERENCE, "/api/chat", Optional.empty(), Privacy.ANY);

    private static List<String> names(Plan plan) {
        assertThat(plan).isInstanceOf(Plan.Ask.class);
        return ((Plan.Ask) plan)
                .stops().stream().map(stop -> stop.connection().id().name()).toList();
    }

    private static RouteCandidate up(ConnectionSettings settings) {
        return new RouteCandidate(settings, HealthState.UP);
    }

    @ParameterizedTest
    @CsvSource({
        "UP,             UP,   local_ollama gpu_box cloud_proxy",
        "DOWN,           UP,   gpu_box cloud_proxy local_ollama",
        "SIGN_IN_NEEDED, UP,   gpu_box cloud_proxy local_ollama",
        "SLOW,           UP,   gpu_box cloud_proxy local_ollama",
        "CONNECTING,     UP,   gpu_box cloud_proxy local_ollama",
        "UNKNOWN,        UP,   local_ollama gpu_box cloud_proxy",
        "UNKNOWN,        DOWN, local_ollama cloud_proxy gpu_box",
        "DOWN,           DOWN, cloud_proxy local_ollama gpu_box",
    })
    void whatServesComesFirstThenPriority(HealthState localState, HealthState boxState, String order) {
        Plan plan = Router.plan(
                CHAT, List.of(up(cloud), new RouteCandidate(box, boxState), new RouteCandidate(local, localState)));

        assertThat(names(plan)).containsExactly(order.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"LOCAL, local_ollama", "LAN, local_ollama gpu_box", "ANY, local_ollama gpu_box cloud_proxy"})
    void privacyIsObeyed(Privacy privacy, String order) {
        RouteRequest request = new RouteRequest(PathKind.INFERENCE, "/api/chat", Optional.empty(), privacy);

        Plan plan = Router.plan(request, List.of(up(local), up(box), up(cloud)));

        assertThat(names(plan)).containsExactly(order.split(" "));
    }

    @Test
    void privacyHoldsForAPinnedConnection() {
        RouteRequest request = new RouteRequest(
                PathKind.INFERENCE, "/api/chat", Optional.of(new ConnectionId("cloud_proxy")), Privacy.LOCAL);

        assertThat(Router.plan(request, List.of(up(local), up(cloud)))).isInstanceOf(Plan.Nowhere.class);
    }

    @Test
    void aPinnedConnectionIsTheOnlyOneAsked() {
        RouteRequest request = new RouteRequest(
                PathKind.INFERENCE, "/api/chat", Optional.of(new ConnectionId("gpu_box")), Privacy.ANY);

        assertThat(names(Router.plan(request, List.of(up(local), up(box))))).containsExactly("gpu_box");
    }

    @Test
    void anUnknownPinIsTheClientsMistakeAndNamesTheChoices() {
        RouteRequest request =
                new RouteRequest(PathKind.INFERENCE, "/api/chat", Optional.of(new ConnectionId("nope")), Privacy.ANY);

        Plan.Nowhere nowhere = (Plan.Nowhere) Router.plan(request, List.of(up(local), up(box)));

        assertThat(nowhere.status()).isEqualTo(400);
        assertThat(nowhere.reason()).contains("nope", "local_ollama, gpu_box");
    }

    @Test
    void modelsAreManagedOnThisComputerOnly() {
        RouteRequest pull = new RouteRequest(PathKind.MANAGE, "/api/pull", Optional.empty(), Privacy.ANY);

        assertThat(names(Router.plan(pull, List.of(up(cloud), up(box), new RouteCandidate(local, HealthState.DOWN)))))
                .containsExactly("local_ollama");
        assertThat(Router.plan(pull, List.of(up(cloud)))).isInstanceOf(Plan.Nowhere.class);
    }

    @Test
    void anOpenAiConnectionTakesOnlyItsOwnPaths() {
        RouteRequest v1 = new RouteRequest(PathKind.INFERENCE, "/v1/chat/completions", Optional.empty(), Privacy.ANY);

        assertThat(names(Router.plan(CHAT, List.of(up(openai), up(local))))).containsExactly("local_ollama");
        assertThat(names(Router.plan(v1, List.of(up(openai), up(local))))).containsExactly("local_ollama", "router");
    }

    @Test
    void disabledConnectionsAreNeverAsked() {
        ConnectionSettings off = Connections.read(
                "cloud_proxy",
                JsonObject.of("api_base_url", "https://cloud.example").with("enabled", false));

        assertThat(names(Router.plan(CHAT, List.of(up(off), up(local))))).containsExactly("local_ollama");
        assertThat(Router.plan(CHAT, List.of(up(off)))).isInstanceOf(Plan.Nowhere.class);
    }

    @Test
    void aConnectionWithoutFailoverIsAskedFirstOrNotAtAll() {
        ConnectionSettings alone = Connections.read(
                "paid",
                JsonObject.of("connection_type", "ollama", "api_base_url", "http://192.168.1.9:1")
                        .with("priority", 1)
                        .with("failover", false));

        assertThat(names(Router.plan(CHAT, List.of(up(alone), up(local))))).containsExactly("paid", "local_ollama");
        assertThat(names(Router.plan(CHAT, List.of(new RouteCandidate(alone, HealthState.DOWN), up(local)))))
                .containsExactly("local_ollama");
    }

    @Test
    void theDemoNeverAnswersInThePlaceOfAConnectionThatServes() {
        ConnectionSettings demo = new ConnectionSettings(
                new ConnectionId("demo"),
                ConnectionKind.DEMO,
                local.origin(),
                true,
                1_000_000,
                true,
                Duration.ofSeconds(5),
                Optional.empty());

        assertThat(names(Router.plan(CHAT, List.of(up(demo), up(local))))).containsExactly("local_ollama");
        assertThat(names(Router.plan(CHAT, List.of(up(demo), new RouteCandidate(local, HealthState.DOWN)))))
                .containsExactly("demo", "local_ollama");
    }
}
