package online.cloudtolocalllm.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import online.cloudtolocalllm.config.Token;
import online.cloudtolocalllm.config.TokenSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and variables, and what falls back on what. */
class SecretsTest {

    private static final Token TOKEN = new Token("sk-1");

    @TempDir
    Path home;

    private Storing keyringSays = new Storing.Unavailable("none here");
    private Secrets secrets;

    @BeforeEach
    void make() {
        secrets = secrets(Map.of());
    }

    private Secrets secrets(Map<String, String> environment) {
        return new Secrets(new OneAnswer(), home, environment, "");
    }

    private final class OneAnswer implements Keyring {
        @Override
        public Resolution find(String entry, Prompting prompting) {
            return new Resolution.Absent("none here");
        }

        @Override
        public Storing store(String entry, Token token, Prompting prompting) {
            return keyringSays;
        }

        @Override
        public Storing clear(String entry, Prompting prompting) {
            return keyringSays;
        }
    }

    private Resolution file(String content, String permissions) throws IOException {
        Path file = home.resolve("token");
        // Only an administrator writes into a file that is read-only.
        Files.deleteIfExists(file);
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        return secrets.resolve(new TokenSource.InFile(file), Prompting.NEVER);
    }

    @Test
    void aFileOfItsOwnerOnly() throws IOException {
        assertThat(file("sk-1", "rw-------")).isEqualTo(new Resolution.Found(TOKEN));
        assertThat(file("sk-1\n", "rw-------")).isEqualTo(new Resolution.Found(TOKEN));
        assertThat(file("sk-1\r\n", "r--------")).isEqualTo(new Resolution.Found(TOKEN));
        assertThat(file("x".repeat(8192) + "\r\n", "rw-------")).isInstanceOf(Resolution.Found.class);
        assertThat(file("sk-1\n\n", "rw-------")).isInstanceOf(Resolution.Unusable.class);
        assertThat(file("x".repeat(8193), "rw-------")).isInstanceOf(Resolution.Unusable.class);
        assertThat(file("x".repeat(2_000_000), "rw-------")).isInstanceOf(Resolution.Unusable.class);
        assertThat(file("sk\u00e4", "rw-------")).isInstanceOf(Resolution.Unusable.class);
        assertThat(file("", "rw-------")).isInstanceOf(Resolution.Absent.class);
        assertThat(file("\n", "rw-------")).isInstanceOf(Resolution.Absent.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-rw----", "rw----r--", "rw------x", "rwxrwxrwx", "rw--w----"})
    void aFileThatOthersCanReadIsNotUsed(String permissions) throws IOException {
        assertThat(file("sk-1", permissions))
                .isEqualTo(new Resolution.Insecure("the token's file " + home.resolve("token")
                        + " can be read by others; run: chmod 600 '" + home.resolve("token") + "'"));
    }

    @Test
    void noFile() throws IOException {
        Path link = Files.createSymbolicLink(home.resolve("loop"), home.resolve("loop"));
        Path folder = Files.createDirectory(home.resolve("folder"));
        Path behindFile = Files.createFile(home.resolve("plain")).resolve("x");
        for (Path path : new Path[] {home.resolve("none"), link, folder, behindFile, Path.of("/dev/zero")}) {
            Resolution found = secrets.resolve(new TokenSource.InFile(path), Prompting.NEVER);
            assertThat(found).as("%s", path).isNotInstanceOf(Resolution.Found.class);
            assertThat(found.problem()).contains(path.toString());
        }
    }

    @Test
    void aVariable() {
        Map<String, String> environment = new HashMap<>();
        environment.put("GOOD", "sk-1");
        environment.put("LINE", "sk-1\n");
        environment.put("EMPTY", "");
        environment.put("WORDS", "two words");
        secrets = secrets(environment);
        assertThat(variable("GOOD")).isEqualTo(new Resolution.Found(TOKEN));
        assertThat(variable("LINE")).isEqualTo(new Resolution.Found(TOKEN));
        assertThat(variable("EMPTY")).isInstanceOf(Resolution.Absent.class);
        assertThat(variable("MISSING")).isInstanceOf(Resolution.Absent.class);
        assertThat(variable("WORDS"))
                .isInstanceOfSatisfying(Resolution.Unusable.class, unusable -> assertThat(unusable.reason())
                        .doesNotContain("two"));
    }

    private Resolution variable(String name) {
        return secrets.resolve(new TokenSource.Environment(name), Prompting.NEVER);
    }

    @Test
    void withoutAKeyringAFileIsMade() throws IOException {
        Path file = home.resolve("tokens").resolve("router");
        assertThat(secrets.store("router", TOKEN, Secrets.Place.BEST, Prompting.ALLOWED))
                .isEqualTo(new Storing.Kept(new TokenSource.InFile(file)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        TokenSource source = new TokenSource.InFile(file);
        assertThat(secrets.resolve(source, Prompting.NEVER)).isEqualTo(new Resolution.Found(TOKEN));
        assertThat(secrets.clear(source, Prompting.NEVER)).isEqualTo(new Storing.Gone());
        assertThat(secrets.clear(source, Prompting.NEVER)).isEqualTo(new Storing.Gone());
        assertThat(file).doesNotExist();
    }

    @Test
    void aLockedKeyringIsNotPassedBy() {
        keyringSays = new Storing.Locked("unlock it");
        assertThat(secrets.store("router", TOKEN, Secrets.Place.BEST, Prompting.ALLOWED))
                .isEqualTo(keyringSays);
        assertThat(secrets.store("router", TOKEN, Secrets.Place.FILE, Prompting.ALLOWED))
                .isInstanceOf(Storing.Kept.class);
    }

    @Test
    void aDiskThatCannotBeWrittenIsAnAnswer() throws IOException {
        Files.createFile(home.resolve("tokens"));
        assertThat(secrets.store("router", TOKEN, Secrets.Place.FILE, Prompting.ALLOWED))
                .isInstanceOf(Storing.Unavailable.class);
    }

    @Test
    void filesOfOthersAreNotDeleted() throws IOException {
        Path file = Files.writeString(home.resolve("mine"), "sk-1");
        assertThat(secrets.clear(new TokenSource.InFile(file), Prompting.NEVER))
                .isInstanceOf(Storing.Unavailable.class);
        assertThat(file).exists();
    }
}
