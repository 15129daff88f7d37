package online.cloudtolocalllm.daemon.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.config.Origin;
import online.cloudtolocalllm.config.Token;
import online.cloudtolocalllm.config.TokenSource;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.secrets.Keyring;
import online.cloudtolocalllm.secrets.Prompting;
import online.cloudtolocalllm.secrets.Resolution;
import online.cloudtolocalllm.secrets.Secrets;
import online.cloudtolocalllm.secrets.Storing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What connections get and when, with a keyring that says what it is told to. */
class CredentialsTest {

    private static final Token TOKEN = new Token("sk-1");
    private static final Token OTHER = new Token("sk-2");
    private static final ConnectionId ID = new ConnectionId("router");
    private static final TokenSource KEYRING = new TokenSource.Keyring("router");

    @TempDir
    Path home;

    private Resolution keyringSays = new Resolution.Locked("unlock it");
    private Storing keyringTakes = new Storing.Kept(KEYRING);
    private boolean settingsCanBeWritten = true;
    private Runnable whileLooking = () -> {};
    private boolean asked;
    private int lookups;
    private int stores;

    private final List<ConnectionSettings> given = new ArrayList<>();
    private final Map<ConnectionId, String> missing = new HashMap<>();
    private Credentials credentials;
    private TokenDesk desk;

    @BeforeEach
    void make() {
        Secrets secrets = new Secrets(new ToldKeyring(), home, Map.of("GOOD", "sk-1"), "");
        TokenReferences references = new References();
        OneAtATime changes = new OneAtATime(Runnable::run);
        TokenMove move = new TokenMove(secrets, references);
        credentials = new Credentials(secrets, move, new Broker(), Runnable::run, changes);
        desk = new TokenDesk(secrets, references, credentials, changes);
    }

    private final class ToldKeyring implements Keyring {
        @Override
        public Resolution find(String entry, Prompting prompting) {
            assertThat(prompting == Prompting.NEVER || asked).as("nobody asked").isTrue();
            lookups++;
            Resolution said = keyringSays;
            Runnable meanwhile = whileLooking;
            whileLooking = () -> {};
            meanwhile.run();
            return said;
        }

        @Override
        public Storing store(String entry, Token token, Prompting prompting) {
            stores++;
            return keyringTakes;
        }

        @Override
        public Storing clear(String entry, Prompting prompting) {
            return new Storing.Gone();
        }
    }

    private final class Broker implements Credentials.Target {
        @Override
        public void connections(List<ConnectionSettings> connections) {
            given.addAll(connections);
            missing.clear();
        }

        @Override
        public void missing(ConnectionId connection, String why) {
            missing.put(connection, why);
        }
    }

    private final class References implements TokenReferences {
        @Override
        public void refer(ConnectionId connection, Optional<TokenSource> source) throws IOException {
            if (!settingsCanBeWritten) {
                throw new IOException("disk full");
            }
            credentials.configured(List.of(settings(Optional.empty(), source)));
        }

        @Override
        public boolean replace(ConnectionId connection, Token token, TokenSource source) throws IOException {
            refer(connection, Optional.of(source));
            return true;
        }

        @Override
        public Map<String, Set<TokenSource>> all() {
            return Map.of();
        }
    }

    private static ConnectionSettings settings(Optional<Token> token, Optional<TokenSource> source) {
        try {
            return new ConnectionSettings(
                    ID,
                    ConnectionKind.OPENAI,
                    Origin.parse("https://router.example/v1"),
                    true,
                    30,
                    true,
                    Duration.ofSeconds(30),
                    token,
                    source,
                    Map.of(),
                    List.of(),
                    Optional.empty(),
                    false,
                    false,
                    64);
        } catch (InvalidSettingException e) {
            throw new AssertionError(e);
        }
    }

    private void configure(TokenSource source) {
        credentials.configured(List.of(settings(Optional.empty(), Optional.of(source))));
    }

    private Optional<Token> token() {
        return given.getLast().token();
    }

    @Test
    void awaitsItsTokenUntilTheKeyringIsUnlocked() {
        configure(KEYRING);
        assertThat(given).allMatch(ConnectionSettings::awaitsToken);
        assertThat(missing).containsEntry(ID, "unlock it");
        int before = given.size();
        credentials.retry();
        assertThat(given).as("nothing has changed").hasSize(before);
        keyringSays = new Resolution.Found(TOKEN);
        credentials.retry();
        assertThat(token()).contains(TOKEN);
        assertThat(missing).isEmpty();
        int looked = lookups;
        credentials.retry();
        assertThat(lookups).as("nothing is missing").isEqualTo(looked);
    }

    @Test
    void aTokenStaysWhileItsKeyringIsLockedOrAwayAndGoesWhenItIsDeleted() {
        keyringSays = new Resolution.Found(TOKEN);
        configure(KEYRING);
        for (Resolution passing : List.of(new Resolution.Locked("x"), new Resolution.Unavailable("x"))) {
            keyringSays = passing;
            configure(KEYRING);
            assertThat(token()).contains(TOKEN);
            assertThat(missing).isEmpty();
        }
        keyringSays = new Resolution.Found(OTHER);
        configure(KEYRING);
        assertThat(token()).contains(OTHER);
        keyringSays = new Resolution.Absent("gone");
        configure(KEYRING);
        assertThat(token()).isEmpty();
        assertThat(missing).containsEntry(ID, "gone");
    }

    @Test
    void anotherReferenceDoesNotInheritTheToken() {
        configure(new TokenSource.Environment("GOOD"));
        assertThat(token()).contains(TOKEN);
        int before = given.size();
        configure(new TokenSource.Keyring("other"));
        assertThat(given.subList(before, given.size())).allMatch(ConnectionSettings::awaitsToken);
    }

    @Test
    void aPlainTokenMovesWithoutAMomentWithoutIt() {
        keyringSays = new Resolution.Found(TOKEN);
        credentials.configured(List.of(settings(Optional.of(TOKEN), Optional.empty())));
        assertThat(given).noneMatch(ConnectionSettings::awaitsToken);
        assertThat(given.getLast().tokenSource()).contains(KEYRING);
        assertThat(token()).contains(TOKEN);
    }

    @Test
    void aPlainTokenThatCannotMoveStays() {
        settingsCanBeWritten = false;
        credentials.configured(List.of(settings(Optional.of(TOKEN), Optional.empty())));
        assertThat(token()).contains(TOKEN);
        assertThat(credentials.notices())
                .singleElement()
                .asString()
                .contains("cannot be changed")
                .doesNotContain(TOKEN.value());
        assertThat(credentials.state(ID)).contains(new TokenState(true, Optional.empty(), ""));

        credentials.configured(List.of());
        assertThat(credentials.notices()).isEmpty();
    }

    @Test
    void aPlainTokenWaitsForALockedKeyringOnly() {
        keyringTakes = new Storing.Unavailable("none");
        credentials.configured(List.of(settings(Optional.of(TOKEN), Optional.empty())));
        credentials.retry();
        assertThat(stores).isEqualTo(1);
        keyringTakes = new Storing.Locked("unlock it");
        credentials.configured(List.of(settings(Optional.of(TOKEN), Optional.empty())));
        credentials.retry();
        assertThat(stores).isEqualTo(3);
        keyringTakes = new Storing.Kept(KEYRING);
        keyringSays = new Resolution.Found(TOKEN);
        credentials.retry();
        assertThat(given.getLast().tokenSource()).contains(KEYRING);
        assertThat(credentials.notices()).isEmpty();
    }

    private TokenChange change(String token) {
        asked = true;
        return desk.change(ID, token, Secrets.Place.BEST).toCompletableFuture().join();
    }

    @Test
    void aPersonSetsAndClears() throws Exception {
        configure(KEYRING);
        keyringSays = new Resolution.Found(OTHER);
        assertThat(change(OTHER.value())).isEqualTo(new TokenChange.Done("keyring"));
        assertThat(token()).contains(OTHER);
        assertThat(change("")).isEqualTo(new TokenChange.Done(""));
        assertThat(token()).isEmpty();
        assertThat(given.getLast().awaitsToken()).isFalse();
        assertThat(credentials.state(ID)).contains(new TokenState(false, Optional.empty(), ""));
    }

    @Test
    void aLookUpThatIsUnderWayDoesNotBringTheFormerTokenBack() {
        keyringSays = new Resolution.Found(TOKEN);
        configure(KEYRING);
        whileLooking = () -> {
            keyringSays = new Resolution.Found(OTHER);
            assertThat(change(OTHER.value())).isEqualTo(new TokenChange.Done("keyring"));
        };
        configure(KEYRING);
        assertThat(token()).contains(OTHER);
    }

    @Test
    void whatCouldNotBeKeptIsNotSaidToBe() throws Exception {
        configure(KEYRING);
        keyringTakes = new Storing.Locked("the keyring is locked: unlock it");
        assertThat(change("sk-2"))
                .isEqualTo(new TokenChange.Refused(
                        "The token was not kept: the keyring is locked: unlock it, and try again.", "keyring_locked"));
        keyringTakes = new Storing.Kept(KEYRING);
        keyringSays = new Resolution.Absent("none");
        settingsCanBeWritten = false;
        assertThat(change("sk-2"))
                .isInstanceOfSatisfying(TokenChange.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo("not_stored"));
        credentials.configured(List.of());
        assertThat(change("sk-2")).isEqualTo(new TokenChange.UnknownConnection());
        assertThat(change("")).isEqualTo(new TokenChange.UnknownConnection());
    }
}
