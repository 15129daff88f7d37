package online.cloudtolocalllm.secrets.keyring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.config.Token;
import online.cloudtolocalllm.config.TokenSource;
import online.cloudtolocalllm.secrets.Prompting;
import online.cloudtolocalllm.secrets.Resolution;
import online.cloudtolocalllm.secrets.Storing;
import online.cloudtolocalllm.testkit.Leaks;
import online.cloudtolocalllm.testkit.Until;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our side of the Secret Service against a service that does whatever a service may do. */
class SecretServiceKeyringTest {

    private static final Token TOKEN = new Token("sk-0123456789");
    private static final Duration SOON = Duration.ofMillis(300);

    @TempDir
    Path folder;

    private final FakeSecrets secrets = new FakeSecrets();
    private FakeBus bus;
    private SecretServiceKeyring keyring;
    private Leaks leaks;

    @BeforeEach
    void start() throws Exception {
        leaks = Leaks.baseline();
        bus = FakeBus.listen(folder, secrets);
        keyring = keyring(Until.LIMIT, Until.LIMIT);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        bus.close();
        leaks.assertNone();
    }

    private SecretServiceKeyring keyring(Duration call, Duration person) {
        return new SecretServiceKeyring(bus.environment(), new SecretServiceKeyring.Limits(call, person));
    }

    private static SecretServiceKeyring at(String address) {
        return new SecretServiceKeyring(
                Map.of("DBUS_SESSION_BUS_ADDRESS", address), new SecretServiceKeyring.Limits(SOON, SOON));
    }

    private Resolution find() {
        return keyring.find("router", Prompting.NEVER);
    }

    private void has(byte[] secret) {
        secrets.entries.put("router", secret);
    }

    private void has(Token token) {
        has(token.value().getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsFindsAndForgets(boolean encrypts) {
        secrets.encrypts = encrypts;
        assertThat(find()).isInstanceOf(Resolution.Absent.class);
        assertThat(keyring.store("router", TOKEN, Prompting.NEVER))
                .isEqualTo(new Storing.Kept(new TokenSource.Keyring("router")));
        assertThat(secrets.entries.get("router")).asString().isEqualTo(TOKEN.value());
        assertThat(find()).isEqualTo(new Resolution.Found(TOKEN));
        boolean seen = secrets.wire.stream().anyMatch(part -> part.contains(TOKEN.value()));
        assertThat(seen).as("the token on the wire").isNotEqualTo(encrypts);
        assertThat(keyring.clear("router", Prompting.NEVER)).isEqualTo(new Storing.Gone());
        assertThat(secrets.entries).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CreateItem", "Delete"})
    void whereNobodyMayBeAskedNoPromptIsShown(String method) {
        has(TOKEN);
        secrets.person = Optional.of(true);
        secrets.asksFor.add(method);
        Storing outcome = method.equals("Delete")
                ? keyring.clear("router", Prompting.NEVER)
                : keyring.store("router", TOKEN, Prompting.NEVER);
        assertThat(outcome).isInstanceOf(Storing.Locked.class);
        assertThat(secrets.prompts).isZero();
        assertThat(secrets.entries).containsKey("router");
        if (method.equals("Delete")) {
            assertThat(keyring.clear("router", Prompting.ALLOWED)).isEqualTo(new Storing.Gone());
            assertThat(secrets.prompts).isEqualTo(1);
        }
    }

    @Test
    void leavesTheBusAfterEachOperation() throws Exception {
        has(TOKEN);
        assertThat(find()).isEqualTo(new Resolution.Found(TOKEN));
        assertThat(Until.holds(Until.LIMIT, () -> bus.clientCount() == 0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLockedCollectionIsLockedWhetherItTellsWhatIsInItOrNot(boolean hidesItems) {
        has(TOKEN);
        secrets.locked = true;
        secrets.hidesLockedItems = hidesItems;
        assertThat(find()).isInstanceOf(Resolution.Locked.class);
        assertThat(keyring.store("router", TOKEN, Prompting.NEVER)).isInstanceOf(Storing.Locked.class);
        secrets.person = Optional.of(false);
        assertThat(keyring.find("router", Prompting.ALLOWED)).isInstanceOf(Resolution.Locked.class);
        secrets.person = Optional.empty();
        assertThat(keyring(Until.LIMIT, SOON).find("router", Prompting.ALLOWED))
                .as("nobody sits there")
                .isInstanceOf(Resolution.Locked.class);
        secrets.person = Optional.of(true);
        assertThat(keyring.find("router", Prompting.ALLOWED)).isEqualTo(new Resolution.Found(TOKEN));
    }

    @Test
    void aPersonUnlocksToStore() {
        secrets.locked = true;
        secrets.person = Optional.of(true);
        assertThat(keyring.store("router", TOKEN, Prompting.ALLOWED)).isInstanceOf(Storing.Kept.class);
    }

    @Test
    void whatIsNoTokenIsNotTakenForOne() {
        for (byte[] secret : List.of(
                new byte[] {(byte) 0xff, (byte) 0xfe},
                "two words".getBytes(StandardCharsets.UTF_8),
                "line\nline".getBytes(StandardCharsets.UTF_8),
                "x".repeat(8193).getBytes(StandardCharsets.UTF_8),
                new byte[] {'a', 0, 'b'})) {
            has(secret);
            assertThat(find()).isInstanceOf(Resolution.Unusable.class);
        }
        has(new byte[0]);
        assertThat(find()).isInstanceOf(Resolution.Absent.class);
    }

    @Test
    void anItemThatWasDeletedMeanwhile() {
        has(TOKEN);
        secrets.faults.put("GetSecret", new FakeBus.Reaction.Refusal("org.freedesktop.Secret.Error.NoSuchObject"));
        assertThat(find()).isInstanceOf(Resolution.Absent.class);
        secrets.faults.put("Delete", new FakeBus.Reaction.Refusal("org.freedesktop.DBus.Error.UnknownObject"));
        assertThat(keyring.clear("router", Prompting.NEVER)).isEqualTo(new Storing.Gone());
    }

    @Test
    void answersThatAreNotInTheSpecification() {
        has(TOKEN);
        for (String method : List.of("SearchItems", "OpenSession", "GetSecret")) {
            for (FakeBus.Reaction strange : List.of(
                    FakeBus.reply(""),
                    FakeBus.reply("s", "hello"),
                    FakeBus.reply("i", 7),
                    FakeBus.reply("v", new Variant<>("x", "s")),
                    FakeBus.reply("as", List.of("a")),
                    FakeBus.reply("vo", new Variant<>(new byte[] {1}, "ay"), new DBusPath("/s")),
                    FakeBus.reply("vo", new Variant<>(new byte[0], "ay"), new DBusPath("/s")),
                    FakeBus.reply(
                            "(oayays)", (Object) new Object[] {new DBusPath("/s"), new byte[3], new byte[5], "x"}),
                    new FakeBus.Reaction.Refusal("org.freedesktop.DBus.Error.Failed"))) {
                secrets.faults.put(method, strange);
                assertThat(find()).as("%s -> %s", method, strange).isInstanceOf(Resolution.Unavailable.class);
            }
            secrets.faults.clear();
        }
        assertThat(find()).isEqualTo(new Resolution.Found(TOKEN));
    }

    @Test
    void aServiceThatIsSilentOrGoesAway() throws Exception {
        has(TOKEN);
        SecretServiceKeyring patient = keyring;
        SecretServiceKeyring hasty = keyring(SOON, SOON);
        for (String method : List.of("SearchItems", "OpenSession", "GetSecret")) {
            keyring = hasty;
            secrets.faults.put(method, new FakeBus.Reaction.Silence());
            // On a busy machine what comes before this call may miss the limit, too.
            assertThat(Until.holds(Until.LIMIT, () -> find().problem()
                            .equals("the keyring does not answer (no answer within 0.3 s)")))
                    .as(method)
                    .isTrue();
            keyring = patient;
            secrets.faults.put(method, new FakeBus.Reaction.HangUp());
            assertThat(find().problem()).startsWith("the keyring went away");
            secrets.faults.clear();
        }
        secrets.faults.put("SearchItems", new FakeBus.Reaction.Refusal("org.freedesktop.DBus.Error.ServiceUnknown"));
        assertThat(find().problem()).startsWith("no keyring runs in this session");
    }

    @Test
    void whatIsNotSeenInTheKeyringIsNotKept() {
        secrets.faults.put("CreateItem", FakeBus.reply("oo", new DBusPath("/x"), new DBusPath("/")));
        assertThat(keyring.store("router", TOKEN, Prompting.NEVER)).isInstanceOf(Storing.Unavailable.class);
        secrets.faults.put("CreateItem", new FakeBus.Reaction.HangUp());
        assertThat(keyring.store("router", TOKEN, Prompting.NEVER)).isInstanceOf(Storing.Unavailable.class);
    }

    @Test
    void noBus() throws IOException {
        Path nothing = folder.resolve("nothing");
        Path file = Files.createFile(folder.resolve("file"));
        for (String address : List.of(
                "unix:path=" + nothing,
                "unix:path=" + file,
                "unix:path=" + folder,
                "unix:path=",
                "unix:path=/" + "x".repeat(300),
                "unix:abstract=/tmp/x",
                "tcp:host=127.0.0.1,port=9",
                "disabled:",
                "nonsense")) {
            assertThat(at(address).find("router", Prompting.NEVER))
                    .as(address)
                    .isInstanceOf(Resolution.Unavailable.class);
        }
        assertThat(new SecretServiceKeyring(Map.of(), SecretServiceKeyring.Limits.standard())
                        .find("router", Prompting.NEVER)
                        .problem())
                .isEqualTo("there is no session bus, and so no keyring");
    }

    @Test
    void aBusThatNeverSpeaks() throws Exception {
        Path socket = folder.resolve("silent");
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            // Who comes when its queue is full does not even get a connection.
            silent.bind(UnixDomainSocketAddress.of(socket), 1);
            for (int i = 0; i < 4; i++) {
                assertThat(at("unix:path=" + socket)
                                .find("router", Prompting.NEVER)
                                .problem())
                        .startsWith("the keyring cannot be reached (the session bus ");
            }
        }
    }

    @Test
    void theSocketOfALogInIsFoundWithoutTheVariable() throws Exception {
        has(TOKEN);
        Path runtime = Files.createDirectory(folder.resolve("run"));
        Files.createSymbolicLink(runtime.resolve("bus"), folder.resolve("fake-bus"));
        SecretServiceKeyring found = new SecretServiceKeyring(
                Map.of("XDG_RUNTIME_DIR", runtime.toString()),
                new SecretServiceKeyring.Limits(Until.LIMIT, Until.LIMIT));
        assertThat(found.find("router", Prompting.NEVER)).isEqualTo(new Resolution.Found(TOKEN));
    }
}
