package online.cloudtolocalllm.daemon.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.broker.route.Privacy;
import online.cloudtolocalllm.config.daemon.KeyNeed;
import online.cloudtolocalllm.daemon.gateway.KeyCheck.Caller;
import online.cloudtolocalllm.daemon.ipc.IpcHandler;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.ManualClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gateway keys: made, known, revoked, kept. */
class AppKeysTest {

    private final ManualClock clock = new ManualClock();

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("keys.json");
    }

    private AppKeys open() {
        return AppKeys.open(file(), clock, () -> KeyNeed.NO);
    }

    private JsonObject ask(AppKeys keys, String command, JsonObject message) throws Exception {
        IpcHandler handler = new KeyCommands(keys, Runnable::run).handlers().get(command);
        return Objects.requireNonNull(handler)
                .answer(message)
                .toCompletableFuture()
                .get(1, TimeUnit.SECONDS);
    }

    @Test
    void aKeyIsShownOnceAndKnownAtOnceAndAfterARestart() throws Exception {
        AppKeys keys = open();
        JsonObject made = ask(keys, "CREATE_KEY", JsonObject.of("name", "editor", "privacy", "lan"));
        String key = made.text("key").orElseThrow();
        assertThat(key).matches("c2l_[A-Za-z0-9_-]{43}");
        assertThat(keys.caller(List.of(key))).isEqualTo(new Caller.Known("editor", Privacy.LAN));
        keys.close();

        AppKeys again = open();
        assertThat(again.caller(List.of(key))).isEqualTo(new Caller.Known("editor", Privacy.LAN));
        JsonObject listed = ask(again, "LIST_KEYS", JsonObject.EMPTY);
        assertThat(listed.toJson())
                .contains("\"name\":\"editor\",\"privacy\":\"lan\",\"created\":\"2026-01-01T12:00:00Z\"")
                .contains("\"last_used\":\"2026-01-01T12:00:00Z\",\"requests\":2")
                .doesNotContain("sha256")
                .doesNotContain(key);
        assertThat(Files.readString(file())).doesNotContain(key).doesNotContain(key.substring(4));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void aRevokedKeyIsRefusedAtOnceAndForGood() throws Exception {
        AppKeys keys = open();
        String key = ask(keys, "CREATE_KEY", JsonObject.of("name", "editor"))
                .text("key")
                .orElseThrow();
        assertThat(ask(keys, "REVOKE_KEY", JsonObject.of("name", "editor"))).isEqualTo(JsonObject.of("ok", true));
        assertThat(keys.caller(List.of(key))).isEqualTo(new Caller.Unknown());
        assertThat(open().caller(List.of(key))).isEqualTo(new Caller.Unknown());
        assertThat(ask(keys, "REVOKE_KEY", JsonObject.of("name", "editor")).text("code"))
                .contains("unknown_key");
    }

    @Test
    void aRevokedKeyCanBeBroughtBackForAMinute() throws Exception {
        AppKeys keys = open();
        JsonObject editor = JsonObject.of("name", "editor");
        String key = ask(keys, "CREATE_KEY", editor.with("privacy", "lan"))
                .text("key")
                .orElseThrow();
        assertThat(keys.caller(List.of(key))).isEqualTo(new Caller.Known("editor", Privacy.LAN));
        assertThat(ask(keys, "RESTORE_KEY", editor).text("code"))
                .as("it was not revoked")
                .contains("unknown_key");

        ask(keys, "REVOKE_KEY", editor);
        clock.advance(AppKeys.RESTORABLE);
        assertThat(ask(keys, "RESTORE_KEY", editor)).isEqualTo(JsonObject.of("ok", true));
        assertThat(keys.caller(List.of(key))).isEqualTo(new Caller.Known("editor", Privacy.LAN));
        assertThat(keys.list()).singleElement().satisfies(back -> assertThat(
                        back.use().requests())
                .as("with what it was used for")
                .isEqualTo(2));
        assertThat(open().caller(List.of(key)))
                .as("on the disk, too")
                .isEqualTo(new Caller.Known("editor", Privacy.LAN));

        ask(keys, "REVOKE_KEY", editor);
        ask(keys, "CREATE_KEY", editor);
        assertThat(ask(keys, "RESTORE_KEY", editor).text("code")).contains("name_taken");
        ask(keys, "REVOKE_KEY", editor);
        clock.advance(AppKeys.RESTORABLE.plusSeconds(1));
        assertThat(ask(keys, "RESTORE_KEY", editor).text("code")).contains("unknown_key");
        assertThat(ask(keys, "RESTORE_KEY", JsonObject.EMPTY).text("code")).contains("bad_request");
        assertThat(keys.caller(List.of(key))).isEqualTo(new Caller.Unknown());
    }

    @Test
    void whatSomebodyTookOutOfTheFileDoesNotComeBack() throws Exception {
        AppKeys keys = open();
        String gone = ask(keys, "CREATE_KEY", JsonObject.of("name", "gone"))
                .text("key")
                .orElseThrow();
        String withBoth = Files.readString(file());
        String stays = ask(keys, "CREATE_KEY", JsonObject.of("name", "stays", "privacy", "lan"))
                .text("key")
                .orElseThrow();
        String entry = withBoth.substring(withBoth.indexOf('[') + 1, withBoth.lastIndexOf(']'));
        Files.writeString(file(), Files.readString(file()).replace(entry + ",", ""));
        assertThat(keys.caller(List.of(stays))).isEqualTo(new Caller.Known("stays", Privacy.LAN));
        keys.close();

        AppKeys again = open();
        assertThat(again.caller(List.of(gone))).isEqualTo(new Caller.Unknown());
        assertThat(again.list())
                .singleElement()
                .satisfies(kept -> assertThat(kept.use().requests()).isEqualTo(1));
        Files.delete(file());
        ask(again, "CREATE_KEY", JsonObject.of("name", "new"));
        assertThat(open().list()).hasSize(1);
        Files.delete(file());
        again.close();
        assertThat(file()).doesNotExist();
    }

    @Test
    void whatWasTakenOutOfTheFileAndThenRevokedIsNotBroughtBack() throws Exception {
        AppKeys keys = open();
        JsonObject editor = JsonObject.of("name", "editor");
        String key = ask(keys, "CREATE_KEY", editor).text("key").orElseThrow();
        Files.delete(file());
        assertThat(ask(keys, "REVOKE_KEY", editor)).isEqualTo(JsonObject.of("ok", true));
        assertThat(keys.caller(List.of(key))).isEqualTo(new Caller.Unknown());
        assertThat(ask(keys, "RESTORE_KEY", editor).text("code")).contains("unknown_key");
        assertThat(open().list()).isEmpty();
    }

    @Test
    void onlyExactlyOneWholeKeyIsKnown() throws Exception {
        AppKeys keys = open();
        String key =
                ask(keys, "CREATE_KEY", JsonObject.of("name", "a")).text("key").orElseThrow();
        assertThat(keys.caller(List.of())).isEqualTo(new Caller.Anonymous());
        for (String wrong :
                List.of("c2l_", key + "x", key.substring(0, key.length() - 1), key.toUpperCase(Locale.ROOT), "c2l_ü")) {
            assertThat(keys.caller(List.of(wrong))).isEqualTo(new Caller.Unknown());
        }
        assertThat(keys.caller(List.of(key, key))).isEqualTo(new Caller.Unknown());
    }

    @ParameterizedTest
    @CsvSource({
        "{},bad_request",
        "{\"name\":\"\"},bad_request",
        "{\"name\":\"a b\"},bad_request",
        "{\"name\":\"../x\"},bad_request",
        "{\"name\":7},bad_request",
        "'{\"name\":\"b\",\"privacy\":\"none\"}',bad_request",
        "'{\"name\":\"b\",\"privacy\":7}',bad_request",
        "{\"name\":\"a\"},name_taken"
    })
    void aKeyNeedsAGoodNewName(String message, String code) throws Exception {
        AppKeys keys = open();
        ask(keys, "CREATE_KEY", JsonObject.of("name", "a"));
        assertThat(ask(keys, "CREATE_KEY", Json.parseObject(message)).text("code"))
                .contains(code);
        assertThat(keys.list()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{\"keys\":{}}",
                "{\"keys\":[7]}",
                "{\"keys\":[{\"name\":\"a\",\"created\":\"2026-01-01T12:00:00Z\",\"sha256\":"
                        + "\"0000000000000000000000000000000000000000000000000000000000000000\"}]}",
                "{\"keys\":[{\"name\":\"a\",\"privacy\":[\"local\"],\"created\":\"2026-01-01T12:00:00Z\",\"sha256\":"
                        + "\"0000000000000000000000000000000000000000000000000000000000000000\"}]}",
                "{\"keys\":[{\"name\":\"a\",\"sha256\":\"00\",\"created\":\"2026-01-01T12:00:00Z\"}]}",
                "{\"keys\":[{\"name\":\"a\",\"sha256\":\"0000000000000000000000000000000000000000000000000000000000000000\"}]}"
            })
    void aDamagedFileOpensNothingAndIsLeftAlone(String content) throws Exception {
        Files.writeString(file(), content);
        AppKeys keys = open();
        assertThat(keys.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("keys.json cannot be used"));
        assertThat(keys.caller(List.of("c2l_x"))).isEqualTo(new Caller.Unknown());
        assertThat(ask(keys, "CREATE_KEY", JsonObject.of("name", "a")).text("code"))
                .contains("keys_unusable");
        assertThat(ask(keys, "LIST_KEYS", JsonObject.EMPTY).text("problem")).isPresent();
        keys.close();
        assertThat(Files.readString(file())).isEqualTo(content);
    }

    @Test
    void whatCouldNotBeReadAgainIsNotWritten() {
        KeyFile keys = new KeyFile(file());
        AppKey key = new AppKey("a", "0".repeat(64), Privacy.ANY, clock.now());
        KeyEntry entry = new KeyEntry(key, new KeyUse(0, Optional.empty()));
        assertThatThrownBy(() -> keys.write(Collections.nCopies(10_000, entry)))
                .hasMessageContaining("larger than 1 MB");
        assertThat(file()).doesNotExist();
    }

    @Test
    void whatCannotBeWrittenIsNotChanged() throws Exception {
        AppKeys keys = open();
        String key =
                ask(keys, "CREATE_KEY", JsonObject.of("name", "a")).text("key").orElseThrow();
        Files.delete(file());
        Files.createDirectories(file().resolve("in the way"));
        assertThat(ask(keys, "REVOKE_KEY", JsonObject.of("name", "a")).text("code"))
                .contains("not_written");
        assertThat(ask(keys, "CREATE_KEY", JsonObject.of("name", "b")).text("code"))
                .contains("not_written");
        assertThat(keys.list()).hasSize(1);
        assertThat(keys.caller(List.of(key))).isInstanceOf(Caller.Known.class);
    }
}
