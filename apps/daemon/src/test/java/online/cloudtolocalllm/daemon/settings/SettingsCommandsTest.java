package online.cloudtolocalllm.daemon.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import online.cloudtolocalllm.daemon.ipc.IpcHandler;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsCommandsTest {

    @TempDir
    Path home;

    private Locations locations;
    private Map<String, IpcHandler> handlers = Map.of();

    @BeforeEach
    void open() throws Exception {
        locations = new Locations(home);
        Files.writeString(
                locations.connectionConfig(),
                "{\"a\":{\"connection_type\":\"ollama\",\"mine\":1},\"r\":{\"connection_type\":\"openai\","
                    + "\"api_base_url\":\"https://r\",\"auth_token\":\"hunter2\"},\"x\":{\"connection_type\":\"?\"}}");
        Files.writeString(locations.daemonConfig(), "{\"log\":{\"level\":\"warn\"}}");
        LiveSettings settings =
                LiveSettings.open(locations, Map.of("CLOUDTOLOCALLLM_LOG_LEVEL", "info"), TimeSource.system());
        handlers = new SettingsCommands(settings, locations, Runnable::run).handlers();
    }

    private JsonObject ask(String command, String fields) throws Exception {
        JsonObject message = Json.parseObject(fields.replace('\'', '"')).with("command", command);
        return Objects.requireNonNull(handlers.get(command))
                .answer(message)
                .toCompletableFuture()
                .get();
    }

    @Test
    void getConfigShowsEverythingButTokens() throws Exception {
        JsonObject reply = ask("GET_CONFIG", "{}");

        assertThat(reply.toJson()).doesNotContain("hunter2");
        assertThat(reply.fields().keySet())
                .containsExactly("file", "connections", "daemon", "problems", "overrides", "restart_needed");
        assertThat(reply.text("file")).contains(locations.connectionConfig().toString());
        assertThat(reply.object("connections").object("a").toJson())
                .isEqualTo("{\"connection_type\":\"ollama\",\"mine\":null,\"auth_token_set\":false}");
        assertThat(reply.object("connections").object("r").flag("auth_token_set", false))
                .isTrue();
        assertThat(reply.object("daemon").toJson()).isEqualTo("{\"log\":{\"level\":\"warn\"}}");
        assertThat(reply.object("overrides").toJson()).isEqualTo("{\"log.level\":\"CLOUDTOLOCALLLM_LOG_LEVEL\"}");
        assertThat(reply.array("problems").texts()).singleElement().asString().contains("\"x\" is left out");
    }

    @Test
    void secretsInTheWrongPlaceAreNotShown() throws Exception {
        Files.writeString(
                locations.connectionConfig(),
                "{'a':{'connection_type':'openai','api_base_url':'https://me:hunter2@r','auth_token_ref':'hunter2',"
                                .replace('\'', '"')
                        + "'token':'hunter2','priority':7},'b':'hunter2','c':{'auth_token_ref':'env:KEY'}}"
                                .replace('\'', '"'));
        Files.writeString(
                locations.daemonConfig(),
                "{'secret':'hunter2','log':{'level':'warn','key':'hunter2'}}".replace('\'', '"'));
        ask("RELOAD", "{}");

        JsonObject reply = ask("GET_CONFIG", "{}");

        assertThat(reply.toJson()).doesNotContain("hunter2");
        assertThat(reply.object("connections").toJson().replace('"', '\''))
                .isEqualTo("{'a':{'connection_type':'openai','api_base_url':null,'auth_token_ref':null,'token':null,"
                        + "'priority':7,'auth_token_set':true},'b':null,"
                        + "'c':{'auth_token_ref':'env:KEY','auth_token_set':true}}");
        assertThat(reply.object("daemon").toJson().replace('"', '\''))
                .isEqualTo("{'secret':null,'log':{'level':'warn','key':null}}");

        assertThat(ask("SET_CONFIG", "{'changes':[{'connection':'a','remove':true}]}")
                        .object("removed")
                        .object("a")
                        .toJson())
                .isEqualTo("{\"connection_type\":\"openai\",\"priority\":7}");
    }

    @Test
    void setConfigAnswersWhenItIsOnTheDisk() throws Exception {
        JsonObject reply = ask(
                "SET_CONFIG",
                "{'changes':[{'connection':'a','set':{'priority':5}},{'connection':'r','remove':true},"
                        + "{'connection':'x','remove':true},{'daemon':true,'set':{'gateway.address':'9000'}}]}");

        assertThat(reply.toJson().replace('"', '\''))
                .isEqualTo("{'ok':true,'problems':[],'restart_needed':['gateway.address'],'removed':{"
                        + "'r':{'connection_type':'openai','api_base_url':'https://r'},"
                        + "'x':{'connection_type':'?'}}}");
        assertThat(Files.readString(locations.connectionConfig()))
                .contains("\"priority\" : 5")
                .doesNotContain("hunter2");
    }

    @Test
    void aChangeThatWaitsForARestartIsNotWrong() throws Exception {
        Files.writeString(locations.daemonConfig(), "{\"limits\":{\"connect\":7}}");
        assertThat(ask("RELOAD", "{}").array("problems").texts())
                .singleElement()
                .asString()
                .contains("\"x\" is left out");
        assertThat(ask("GET_CONFIG", "{}").array("problems").texts()).hasSize(1);
        assertThat(ask("GET_CONFIG", "{}").array("restart_needed").texts()).containsExactly("limits.connect");
    }

    @Test
    void aWrongChangeIsToldByConnectionAndKey() throws Exception {
        JsonObject reply = ask(
                "SET_CONFIG",
                "{'changes':[{'connection':'a','set':{'priority':5}},{'connection':'a','set':{'port':0}}]}");

        assertThat(reply.text("code")).contains("invalid_setting");
        assertThat(reply.text("connection")).contains("a");
        assertThat(reply.text("key")).contains("port");
        assertThat(reply.text("error"))
                .hasValueSatisfying(error -> assertThat(error).contains("whole number"));
        assertThat(Files.readString(locations.connectionConfig())).doesNotContain("priority");
        assertThat(ask("SET_CONFIG", "{'changes':3}").text("code")).contains("bad_request");
        assertThat(ask("SET_CONFIG", "{'changes':[{'connection':'a','set':{'auth_token':'hunter2'}}]}")
                        .toJson())
                .contains("invalid_setting", "auth_token")
                .doesNotContain("hunter2");
    }

    @Test
    void whoComesTooLateIsToldSo() throws Exception {
        String change = "{'changes':[{'connection':'a','expect':{'priority':null}},"
                + "{'connection':'a','set':{'priority':5}}]}";
        assertThat(ask("SET_CONFIG", change).flag("ok", false)).isTrue();
        JsonObject reply = ask("SET_CONFIG", change.replace("5", "6"));
        assertThat(reply.text("code")).contains("changed_meanwhile");
        assertThat(reply.text("connection")).contains("a");
        assertThat(reply.text("key")).contains("priority");
        // An edit by hand that nobody has read yet counts, too.
        Files.writeString(
                locations.connectionConfig(),
                Files.readString(locations.connectionConfig()).replace("\"priority\" : 5", "\"priority\" : 7"));
        assertThat(ask("SET_CONFIG", change.replace("null", "5")).text("code")).contains("changed_meanwhile");
        assertThat(Files.readString(locations.connectionConfig())).contains("\"priority\" : 7");
    }

    @Test
    void aDamagedFileIsNotOverwritten() throws Exception {
        Files.writeString(locations.connectionConfig(), "{");
        assertThat(ask("SET_CONFIG", "{'changes':[{'connection':'a','set':{'priority':5}}]}")
                        .text("code"))
                .contains("settings_unusable");
        assertThat(locations.connectionConfig()).hasContent("{");
        assertThat(ask("RELOAD", "{}").array("problems").texts())
                .contains(
                        "connection_config.json cannot be used (not valid JSON at line 1, column 2). The settings that"
                                + " it had stay in force.");
        assertThat(List.copyOf(handlers.keySet())).containsExactlyInAnyOrder("GET_CONFIG", "SET_CONFIG", "RELOAD");
    }
}
