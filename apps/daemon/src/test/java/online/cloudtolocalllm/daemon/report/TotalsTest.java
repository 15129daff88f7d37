package online.cloudtolocalllm.daemon.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TotalsTest {

    @TempDir
    Path folder;

    private Path path() {
        return folder.resolve("totals.json");
    }

    private TotalsFile.Loaded load() {
        return new TotalsFile(path()).load(Records.STARTED);
    }

    private static Totals totals(JsonObject saved) {
        return new Totals(saved, new ModelLabels(saved.object("models").fields().keySet()), Records.STARTED);
    }

    @Test
    void everythingIsCountedWhereItBelongs() {
        Totals totals = totals(JsonObject.EMPTY);
        totals.accept(Records.chat("tiny:latest"));
        totals.accept(Records.cutAfterFailover("tiny"));
        totals.accept(Records.refused("unknown"));
        JsonObject json = totals.toJson();
        assertThat(json.text("since")).contains(Records.STARTED.toString());
        assertThat(json.object("all").toJson())
                .isEqualTo("{\"requests\":3,\"whole\":1,\"cut\":1,\"refused\":1,\"client_left\":0,"
                        + "\"failed_attempts\":1,\"prompt_tokens\":6,\"completion_tokens\":135,\"bytes_in\":52,"
                        + "\"bytes_out\":4341,\"duration_ms\":701501,\"last\":\"2026-11-22T12:00:00Z\"}");
        JsonObject connections = json.object("connections");
        assertThat(connections.fields().keySet()).containsExactly("cloud_proxy", "local_ollama");
        assertThat(connections.object("local_ollama").integer("requests")).hasValue(1);
        assertThat(connections.object("local_ollama").integer("failed_attempts"))
                .hasValue(1);
        assertThat(connections.object("cloud_proxy").integer("cut")).hasValue(1);
        assertThat(json.object("models").object("tiny").integer("completion_tokens"))
                .hasValue(135);
        assertThat(json.object("models").object("other").integer("refused")).hasValue(1);
        assertThat(json.object("apps").object("editor").integer("requests")).hasValue(1);
    }

    @Test
    void countingGoesOnAfterARestartAndUnknownFieldsStay() throws Exception {
        Files.writeString(path(), """
            {"later":{"x":[1]},"since":"2026-01-01T00:00:00Z",
             "connections":{"local_ollama":{"requests":10,"later":true}}}\
            """);
        Totals totals = totals(load().totals());
        totals.accept(Records.chat("tiny"));
        new TotalsFile(path()).save(totals.toJson());

        Totals again = totals(load().totals());
        again.accept(Records.chat("tiny"));
        JsonObject json = again.toJson();
        JsonObject local = json.object("connections").object("local_ollama");
        assertThat(local.integer("requests")).hasValue(12);
        assertThat(local.flag("later", false)).isTrue();
        assertThat(json.object("later")).isEqualTo(Json.parseObject("{\"x\":[1]}"));
        assertThat(json.text("since")).contains("2026-01-01T00:00:00Z");
        assertThat(json.object("models").object("tiny").integer("requests")).hasValue(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"all\":1}{", "\u0000\u0000", "{\"v\":1,\"v\":2}"})
    void aDamagedFileIsSetAside(String content) throws Exception {
        Files.writeString(path(), content);
        TotalsFile.Loaded loaded = load();
        assertThat(loaded.totals()).isEqualTo(JsonObject.EMPTY);
        assertThat(loaded.usable()).isTrue();
        assertThat(loaded.notices())
                .singleElement()
                .asString()
                .contains("totals.json is damaged", "counting begins anew");
        assertThat(folder.resolve("totals.json.corrupt-20261122T120000Z")).hasContent(content);
        assertThat(path()).doesNotExist();
    }

    @Test
    void whatCouldNotBeReadAgainIsNotSaved() throws Exception {
        new TotalsFile(path()).save(JsonObject.of("v", 1));
        JsonObject large = JsonObject.of("v", "x".repeat(TotalsFile.MOST_BYTES));
        assertThatThrownBy(() -> new TotalsFile(path()).save(large)).hasMessageContaining("larger than 4 MiB");
        assertThat(load().totals().integer("v")).hasValue(1);
    }

    @Test
    void aFileThatIsTooLargeIsSetAside() throws Exception {
        Files.write(path(), new byte[TotalsFile.MOST_BYTES + 1]);
        assertThat(load().notices()).singleElement().asString().contains("larger than 4 MiB");
    }

    @Test
    void whatCannotBeReadIsNeverOverwritten() throws IOException {
        Files.createDirectory(path());
        TotalsFile.Loaded loaded = load();
        assertThat(loaded.usable()).isFalse();
        assertThat(loaded.notices()).singleElement().asString().contains("cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "\"many\"", "null", "9e999", "1e30", "0.5"})
    void numbersThatMakeNoSenseDoNoHarm(String number) throws Exception {
        Totals totals = totals(Json.parseObject("{\"all\":{\"requests\":" + number + "},\"connections\":7}"));
        totals.accept(Records.chat("tiny"));
        assertThat(totals.toJson().object("all").integer("requests").orElse(-1)).isPositive();
    }

    @Test
    void aMissingFileIsNoNews() {
        assertThat(load()).isEqualTo(new TotalsFile.Loaded(JsonObject.EMPTY, List.of(), true));
    }
}
