package online.cloudtolocalllm.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.broker.Broker;
import online.cloudtolocalllm.broker.TimeLimits;
import online.cloudtolocalllm.broker.journal.Journal;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.Token;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.daemon.secret.SettingsReferences;
import online.cloudtolocalllm.daemon.settings.LiveSettings;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.secrets.Keyring;
import online.cloudtolocalllm.secrets.Prompting;
import online.cloudtolocalllm.secrets.Resolution;
import online.cloudtolocalllm.secrets.Secrets;
import online.cloudtolocalllm.secrets.Storing;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens from the command to what an upstream is sent, with real settings, files and sockets and no keyring. */
class TokensInUseTest {

    @TempDir
    Path home;

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private ScriptedUpstream upstream;
    private Broker broker;
    private TokenWiring tokens;

    @BeforeEach
    void open() throws Exception {
        upstream = ScriptedUpstream.openai(Offer.usual());
        Locations locations = new Locations(home);
        Files.writeString(
                locations.connectionConfig(),
                JsonObject.of("router", JsonObject.of("connection_type", "openai", "api_base_url", upstream.url()))
                        .toJson());
        LiveSettings settings = LiveSettings.open(locations, Map.of(), TimeSource.system());
        broker = Broker.open(List.of(), loops, blocking, TimeLimits.standard(), TimeSource.system(), Journal.NONE);
        Secrets secrets = new Secrets(new NoKeyring(), home, Map.of(), "");
        tokens = new TokenWiring(broker, secrets, new SettingsReferences(settings), loops, blocking);
        settings.putInto(new LiveSettings.InForce() {
            @Override
            public void connections(List<ConnectionSettings> connections) {
                tokens.credentials().configured(connections);
            }

            @Override
            public void daemon(DaemonConfig config) {
                // nothing here lives by it
            }
        });
    }

    @AfterEach
    void close() throws Exception {
        tokens.close();
        broker.close();
        blocking.close();
        loops.shutdownGracefully(5, Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .sync();
        upstream.close();
    }

    private JsonObject set(String token) throws Exception {
        return Objects.requireNonNull(tokens.handlers().get("UPDATE_AUTH_TOKEN"))
                .answer(JsonObject.of("connection", "router", "token", token))
                .toCompletableFuture()
                .get(Until.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private boolean comes(String token) throws InterruptedException {
        return Until.holds(Until.LIMIT, () -> upstream.requests().stream()
                .anyMatch(seen -> seen.header("Authorization").equals(Optional.of("Bearer " + token))));
    }

    @Test
    void theSecondTokenReplacesTheFirstOne() throws Exception {
        assertThat(set("sk-first").text("stored")).contains("file");
        assertThat(comes("sk-first")).isTrue();
        assertThat(set("sk-second").text("stored")).contains("file");
        assertThat(comes("sk-second")).isTrue();
    }

    /** A desktop without a keyring. */
    private record NoKeyring() implements Keyring {

        private static final String WHY = "there is none";

        @Override
        public Resolution find(String entry, Prompting prompting) {
            return new Resolution.Unavailable(WHY);
        }

        @Override
        public Storing store(String entry, Token token, Prompting prompting) {
            return new Storing.Unavailable(WHY);
        }

        @Override
        public Storing clear(String entry, Prompting prompting) {
            return new Storing.Unavailable(WHY);
        }
    }
}
