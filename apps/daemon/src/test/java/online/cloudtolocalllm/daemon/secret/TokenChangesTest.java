package online.cloudtolocalllm.daemon.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.Token;
import online.cloudtolocalllm.config.TokenSource;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.daemon.settings.LiveSettings;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.secrets.Keyring;
import online.cloudtolocalllm.secrets.Prompting;
import online.cloudtolocalllm.secrets.Resolution;
import online.cloudtolocalllm.secrets.Secrets;
import online.cloudtolocalllm.secrets.Storing;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that are set, cleared and moved, with real settings files and a keyring in memory. */
class TokenChangesTest {

    private static final ConnectionId ROUTER = new ConnectionId("router");
    private static final String UNUSABLE = "\"timeout\":\"soon\"";

    @TempDir
    Path home;

    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> entries = new ConcurrentHashMap<>();
    private final List<ConnectionSettings> given = new ArrayList<>();
    private Runnable whileStoring = () -> {};
    private boolean keyringRuns = true;

    @SuppressWarnings("NullAway.Init") // each test begins by making it
    private TokenPlaces places;

    @SuppressWarnings("NullAway.Init") // each test begins by making it
    private Credentials credentials;

    @SuppressWarnings("NullAway.Init") // each test begins by making it
    private TokenDesk desk;

    @AfterEach
    void close() {
        blocking.close();
    }

    private final class InMemory implements Keyring {
        @Override
        public Resolution find(String entry, Prompting prompting) {
            if (!keyringRuns) {
                return new Resolution.Unavailable("none");
            }
            return Optional.ofNullable(entries.get(entry))
                    .<Resolution>map(text -> new Resolution.Found(new Token(text)))
                    .orElseGet(() -> new Resolution.Absent("none"));
        }

        @Override
        public Storing store(String entry, Token token, Prompting prompting) {
            if (!keyringRuns) {
                return new Storing.Unavailable("none");
            }
            Runnable meanwhile = whileStoring;
            whileStoring = () -> {};
            entries.put(entry, token.value());
            meanwhile.run();
            return new Storing.Kept(new TokenSource.Keyring(entry));
        }

        @Override
        public Storing clear(String entry, Prompting prompting) {
            entries.remove(entry);
            return new Storing.Gone();
        }
    }

    private static String entry(String... keys) {
        return "{\"connection_type\":\"openai\",\"api_base_url\":\"https://router.example/v1\""
                + (keys.length == 0 ? "" : "," + String.join(",", keys)) + "}";
    }

    private static String ref(String source) {
        return "\"auth_token_ref\":\"" + source + "\"";
    }

    private static String plain(String token) {
        return "\"auth_token\":\"" + token + "\"";
    }

    private void write(String router, String... more) {
        try {
            Files.writeString(
                    new Locations(home).connectionConfig(),
                    "{\"router\":" + router + (more.length == 0 ? "" : "," + String.join(",", more)) + "}");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private JsonObject said() throws IOException {
        return Json.parseObject(Files.readAllBytes(new Locations(home).connectionConfig()))
                .object("router");
    }

    private LiveSettings open() {
        LiveSettings settings = LiveSettings.open(new Locations(home), Map.of(), TimeSource.system());
        Secrets secrets = new Secrets(new InMemory(), home, Map.of(), "");
        TokenReferences references = new SettingsReferences(settings);
        OneAtATime changes = new OneAtATime(blocking);
        TokenMove move = new TokenMove(secrets, references);
        credentials = new Credentials(secrets, move, target(), blocking, changes);
        desk = new TokenDesk(secrets, references, credentials, changes);
        places = new TokenPlaces(secrets, references);
        settings.putInto(new LiveSettings.InForce() {
            @Override
            public void connections(List<ConnectionSettings> connections) {
                credentials.configured(connections);
            }

            @Override
            public void daemon(DaemonConfig config) {
                // nothing here lives by it
            }
        });
        return settings;
    }

    private Credentials.Target target() {
        return new Credentials.Target() {
            @Override
            public void connections(List<ConnectionSettings> connections) {
                synchronized (given) {
                    given.clear();
                    given.addAll(connections);
                }
            }

            @Override
            public void missing(ConnectionId connection, String why) {
                // the connections tell it, too
            }
        };
    }

    private boolean uses(String token) throws InterruptedException {
        return Until.holds(Until.LIMIT, () -> {
            synchronized (given) {
                return given.stream()
                        .filter(settings -> settings.id().equals(ROUTER))
                        .anyMatch(settings -> settings.token().equals(Optional.of(new Token(token))));
            }
        });
    }

    private TokenChange change(String token) throws Exception {
        return desk.change(ROUTER, token, Secrets.Place.BEST)
                .toCompletableFuture()
                .get(Until.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aTokenThatIsEditedWhileTheFormerOneMovesIsTheOneThatCounts() throws Exception {
        write(entry(plain("sk-a")));
        whileStoring = () -> write(entry(plain("sk-b")));
        open();
        assertThat(Until.holds(Until.LIMIT, () -> "sk-b".equals(entries.get("router"))))
                .isTrue();
        assertThat(uses("sk-b")).isTrue();
        change("");
        assertThat(said().has("auth_token_ref")).isFalse();
    }

    @Test
    void aTokenThatIsTakenOutWhileItMovesIsNotKept() throws Exception {
        write(entry(plain("sk-a")));
        whileStoring = () -> write(entry());
        open();
        assertThat(Until.holds(Until.LIMIT, () -> whileStoringIsOver() && entries.isEmpty()))
                .isTrue();
        assertThat(said().has("auth_token_ref")).isFalse();
    }

    private boolean whileStoringIsOver() {
        try {
            return !said().has("auth_token");
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void anEntryThatAnotherConnectionNamesIsNeitherReplacedNorDeleted() throws Exception {
        entries.put("router", "sk-shared");
        write(entry(ref("keyring:router")), "\"other\":" + entry(ref("keyring:router"), UNUSABLE));
        open();
        assertThat(change("sk-new")).isEqualTo(new TokenChange.Done("keyring"));
        assertThat(entries).containsEntry("router", "sk-shared").containsEntry("router-2", "sk-new");
        assertThat(said().text("auth_token_ref")).contains("keyring:router-2");
        assertThat(uses("sk-new")).isTrue();
        assertThat(change("")).isEqualTo(new TokenChange.Done(""));
        assertThat(entries).containsOnlyKeys("router");
    }

    @Test
    void aFileThatAnotherConnectionNamesStaysWhenItIsCleared() throws Exception {
        keyringRuns = false;
        write(entry());
        LiveSettings settings = open();
        assertThat(change("sk-shared")).isEqualTo(new TokenChange.Done("file"));
        Path file = home.resolve("tokens").resolve("router");
        Path link = Files.createSymbolicLink(home.resolve("link"), home);
        write(entry(ref("file:" + file)), "\"other\":" + entry(ref("file:" + link.resolve("tokens/router"))));
        settings.reload();
        assertThat(change("")).isEqualTo(new TokenChange.Done(""));
        assertThat(file).hasContent("sk-shared");
    }

    @Test
    void aMoveDoesNotReplaceWhatAnotherConnectionUses() throws Exception {
        entries.put("router", "sk-others");
        write(entry(plain("sk-a")), "\"other\":" + entry(ref("keyring:router")));
        open();
        assertThat(Until.holds(Until.LIMIT, () -> "sk-a".equals(entries.get("router-2"))))
                .isTrue();
        assertThat(entries).containsEntry("router", "sk-others");
    }

    @Test
    void whereTheSettingsRefuseTheFormerTokenIsStillThere() throws Exception {
        entries.put("router", "sk-old");
        write(entry(ref("keyring:router")));
        open();
        assertThat(uses("sk-old")).isTrue();
        write(entry(ref("keyring:router"), UNUSABLE));
        assertThat(change("sk-new")).isInstanceOfSatisfying(TokenChange.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo("not_stored");
            assertThat(refused.text()).startsWith("The token was not kept");
        });
        assertThat(entries).containsExactly(Map.entry("router", "sk-old"));
        assertThat(uses("sk-old")).isTrue();
        assertThat(credentials.settings(ROUTER).orElseThrow().token()).contains(new Token("sk-old"));
    }

    @Test
    void theVariablesOfEntriesThatCannotBeUsedAreSecretToo() {
        write(
                entry(ref("env:GOOD")),
                "\"broken\":" + entry(ref("env:BROKEN"), UNUSABLE),
                "\"odd\":" + entry(ref("env:MY-TOKEN")),
                "\"both\":" + entry(ref("env:BOTH"), plain("sk-a")));
        open();
        assertThat(places.variables()).containsExactlyInAnyOrder("GOOD", "BROKEN", "MY-TOKEN", "BOTH");
    }
}
