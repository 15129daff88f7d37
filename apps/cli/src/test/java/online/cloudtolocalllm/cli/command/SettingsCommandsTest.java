package online.cloudtolocalllm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import online.cloudtolocalllm.cli.fake.AnsweringDaemon;
import online.cloudtolocalllm.cli.fake.Scene;
import online.cloudtolocalllm.cli.fake.Scene.Ending;
import online.cloudtolocalllm.cli.fake.Statuses;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands connections, config, token and keys, with a daemon that answers as prepared. */
class SettingsCommandsTest {

    private static final String CONFIG = "{'file':'connection_config.json','connections':{"
            + "'local_ollama':{'connection_type':'local_ollama','api_base_url':'http://localhost:11434'},"
            + "'gpu_box':{'connection_type':'ollama','api_base_url':'http://192.168.1.20:11434','priority':15,"
            + "'preferred':true,'failover':false,'models':['a','b'],'auth_token_set':true}},"
            + "'daemon':{'log':{'level':'info'}},'problems':[],'overrides':{}}";

    private static final String OK = "{'ok':true,'problems':[],'restart_needed':[]}";

    @TempDir
    Path home;

    private Scene scene;
    private AnsweringDaemon daemon;

    @BeforeEach
    void open() throws IOException {
        scene = new Scene(home.resolve("home"));
        daemon = new AnsweringDaemon(scene.locations()).on("GET_CONFIG", CONFIG).on("SET_CONFIG", OK);
    }

    @AfterEach
    void close() throws IOException {
        daemon.close();
    }

    @Test
    void connectionsAreListedWithWhatIsSpecial() {
        assertThat(scene.run("connections").out()).isEqualTo("""
            2 connections
              NAME           TYPE           STATE   PRIORITY   ADDRESS
            ● local_ollama   local_ollama   up            10   http://localhost:11434
            · gpu_box        ollama         –             15   http://192.168.1.20:11434   preferred, no failover, token, only 2 models
            """);
        assertThat(scene.run("connections", "list", "--json").out()).startsWith("{\"connections\":{\"local_ollama\"");
    }

    @Test
    void aConnectionHasTheMarkThatStatusShows() {
        DaemonStatus status = Statuses.of(
                "http://127.0.0.1:11435",
                Statuses.off("local_ollama", ConnectionKind.LOCAL_OLLAMA),
                Statuses.not("gpu_box", ConnectionKind.OLLAMA, HealthState.DOWN, "no route"));
        daemon.on(
                "GET_CONNECTION_STATUS",
                "{'snapshot':" + StatusJson.write(status).toJson() + "}");

        assertThat(scene.run("connections").out().lines().skip(2).map(line -> line.substring(0, 40)))
                .containsExactly(
                        "· local_ollama   local_ollama   off     ", "○ gpu_box        ollama         down    ");
    }

    @Test
    void aConnectionIsAddedByItsAddress() {
        Ending added = scene.run("connections", "add", "router", "https://openrouter.ai/api/v1", "priority=30");

        assertThat(added.exitCode()).isZero();
        assertThat(added.out()).isEqualTo("Added router.\n");
        assertThat(added.err()).contains("cloudtolocalllm test router", "cloudtolocalllm token set router");
        assertThat(daemon.asked("SET_CONFIG"))
                .containsExactly("{'changes':[{'connection':'router','create':true,'set':{'connection_type':'openai',"
                        + "'api_base_url':'https://openrouter.ai/api/v1','priority':30},'unset':[]}]}");
    }

    @Test
    void aChangeSaysHowToUndoIt() {
        Ending changed = scene.run("connections", "set", "gpu_box", "priority=5", "models=", "reach=lan");

        assertThat(changed.exitCode()).isZero();
        assertThat(changed.err())
                .contains("cloudtolocalllm connections set gpu_box priority=15 'models=[\"a\",\"b\"]' reach=");
        assertThat(daemon.asked("SET_CONFIG"))
                .containsExactly("{'changes':[{'connection':'gpu_box','set':{'priority':5,'reach':'lan'},"
                        + "'unset':['models']}]}");
    }

    @Test
    void aRemovalSaysHowToPutItBack() {
        Ending removed = scene.run("connections", "remove", "gpu_box");

        assertThat(removed.out()).isEqualTo("Removed gpu_box.\n");
        assertThat(removed.err())
                .contains("cloudtolocalllm connections add gpu_box http://192.168.1.20:11434 --type ollama priority=15"
                        + " preferred=true failover=false 'models=[\"a\",\"b\"]'")
                .contains("note: its token stood in the settings and is gone with it; set it again with"
                        + " \"cloudtolocalllm token set gpu_box\".");
        assertThat(daemon.asked("SET_CONFIG")).containsExactly("{'changes':[{'connection':'gpu_box','remove':true}]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "box|         'connection_type':'ollama','host':'192.168.1.5','port':8080 | http://192.168.1.5:8080"
                        + " --type ollama",
                "box|         'connection_type':'ollama','host':'fd00::7','priority':5    | 'http://[fd00::7]:11434'"
                        + " --type ollama priority=5",
                "local_ollama|'port':8080                                                | http://localhost:8080"
                        + " --type local_ollama",
                "cloud_proxy| 'enabled':false   | https://api.cloudtolocalllm.online --type cloud_proxy enabled=false",
            })
    void whatPutsAConnectionBackCanBeTyped(String name, String settings, String typed) {
        daemon.on(
                "GET_CONFIG",
                "{'connections':{'" + name + "':{" + settings
                        + ",'auth_token_ref':'keyring:x','auth_token_set':true}},'daemon':{},'problems':[],'overrides':{}}");

        assertThat(scene.run("connections", "remove", name).err())
                .isEqualTo("Put it back with: cloudtolocalllm connections add " + name + " " + typed
                        + " auth_token_ref=keyring:x\n");
    }

    @Test
    void aNoteNamesTheCommandAsItWasTyped() {
        daemon.on("SET_CONFIG", "{'ok':true,'problems':['see cloudtolocalllm test gpu_box'],'restart_needed':[]}");

        scene.command("./cloudtolocalllm");
        assertThat(scene.run("connections", "set", "gpu_box", "priority=5").err())
                .contains("note: see ./cloudtolocalllm test gpu_box\n");
        assertThat(scene.run("connections", "remove", "gpu_box").err())
                .contains("\"./cloudtolocalllm token set gpu_box\"");
    }

    @ParameterizedTest
    @CsvSource({
        "enable,  enabled, true,  is on",
        "disable, enabled, false, is off",
        "pause,   paused,  true,  is paused",
        "resume,  paused,  false, gets requests again",
    })
    void oneThingIsSwitched(String command, String key, boolean value, String said) {
        assertThat(scene.run("connections", command, "gpu_box").out()).startsWith("gpu_box " + said);
        assertThat(daemon.asked("SET_CONFIG"))
                .containsExactly(
                        "{'changes':[{'connection':'gpu_box','set':{'" + key + "':" + value + "},'unset':[]}]}");
    }

    @Test
    void oneConnectionAtMostIsPreferred() {
        assertThat(scene.run("connections", "prefer", "local_ollama").exitCode())
                .isZero();
        assertThat(scene.run("connections", "prefer", "--none").exitCode()).isZero();

        assertThat(daemon.asked("SET_CONFIG"))
                .containsExactly(
                        "{'changes':[{'connection':'gpu_box','set':{},'unset':['preferred']},"
                                + "{'connection':'local_ollama','set':{'preferred':true},'unset':[]}]}",
                        "{'changes':[{'connection':'gpu_box','set':{},'unset':['preferred']}]}");
        assertThat(scene.run("connections", "prefer").exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "connections set gpu_box auth_token=x | A token is never an argument",
                "connections set gpu_box priority      | is not KEY=VALUE",
                "connections pause gpubox              | There is no connection \"gpubox\"",
                "connections pauze gpu_box             | Did you mean \"cloudtolocalllm connections pause\"?",
                "connections add router                | Missing required parameter: 'URL'",
                "config set level                      | is not KEY=VALUE",
                "token set                             | Missing required parameter: 'CONNECTION'",
            })
    void wrongUsageIsExplained(String line, String said) {
        Ending ending = scene.run(line.split(" +"));

        assertThat(ending.exitCode()).isEqualTo(2);
        assertThat(ending.err()).contains(said);
        assertThat(daemon.asked("SET_CONFIG")).isEmpty();
    }

    @Test
    void whatTheDaemonRefusesIsSaidInItsWords() {
        daemon.on("SET_CONFIG", "{'error':'gpu_box: priority must be a number.','code':'invalid_setting'}");

        Ending refused = scene.run("connections", "set", "gpu_box", "priority=high");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("error: gpu_box: priority must be a number.\nSee what is set");
    }

    @Test
    void theDaemonsSettingsAreChangedByKey() {
        daemon.on("SET_CONFIG", "{'ok':true,'problems':[],'restart_needed':['gateway.address']}");

        Ending changed = scene.run("config", "set", "gateway.address=127.0.0.1:1", "log.level=");

        assertThat(changed.err()).contains("after a restart (gateway.address): cloudtolocalllm restart");
        assertThat(daemon.asked("SET_CONFIG"))
                .containsExactly("{'changes':[{'daemon':true,'set':{'gateway.address':'127.0.0.1:1'},"
                        + "'unset':['log.level']}]}");
        assertThat(scene.run("config", "show").out()).contains("\"level\"", "gpu_box");
    }

    @Test
    void theFilesAreReadAgainBeforeTheyAreCalledValid() {
        daemon.on("RELOAD", "{'ok':true,'problems':['connection_config.json cannot be used (not valid JSON).']}");

        Ending invalid = scene.run("config", "validate");
        assertThat(invalid.exitCode()).isEqualTo(6);
        assertThat(invalid.err()).contains("connection_config.json cannot be used");
        assertThat(scene.run("config", "validate", "--json").out()).startsWith("{\"ok\":false");
        assertThat(scene.with("EDITOR", "true").run("config", "edit").exitCode())
                .isEqualTo(6);

        daemon.on("RELOAD", "{'ok':true,'problems':[]}");
        assertThat(scene.run("config", "validate").out()).isEqualTo("The settings are valid.\n");
        assertThat(scene.run("config", "edit").out()).isEqualTo("The settings are valid.\n");
        assertThat(daemon.asked("RELOAD")).hasSize(5);
    }

    @Test
    void aTokenIsReadFromTheInputAndNeverShown() {
        daemon.on("UPDATE_AUTH_TOKEN", "{'ok':true,'stored':'keyring'}");

        Ending set = scene.input("s3cret\n").run("token", "set", "gpu_box");

        assertThat(set.out()).isEqualTo("The token of gpu_box is kept in the keyring.\n");
        assertThat(set.err()).doesNotContain("s3cret");
        assertThat(daemon.asked("UPDATE_AUTH_TOKEN")).containsExactly("{'connection':'gpu_box','token':'s3cret'}");
        assertThat(scene.input("").run("token", "set", "gpu_box").err()).contains("No token came.");
        assertThat(scene.input("two words").run("token", "set", "gpu_box").err())
                .contains("is no token");
        assertThat(scene.run("token", "clear", "gpu_box").out()).isEqualTo("The token of gpu_box is gone.\n");
    }

    @Test
    void whereTokensAreKeptIsShown() {
        daemon.on(
                "TOKEN_STATUS", "{'set':true,'stored':'keyring','ref':'keyring:x','problem':'the keyring is locked'}");

        assertThat(scene.run("token", "status").out()).isEqualTo("""
            1 token for 1 connection
              CONNECTION     TOKEN
            ◐ local_ollama   in the keyring   the keyring is locked
            """);
        assertThat(scene.run("token", "status", "--json").out()).contains("\"connection\":\"local_ollama\"");
    }

    @Test
    void aKeyIsMadeShownOnceAndTakenBack() {
        daemon.on("CREATE_KEY", "{'name':'editor','key':'c2l_abc'}")
                .on("REVOKE_KEY", "{'ok':true}")
                .on(
                        "LIST_KEYS",
                        "{'keys':[{'name':'editor','privacy':'lan','created':'2026-11-22T09:30:00Z','last_used':null,"
                                + "'requests':7}]}")
                .on("GET_STATS", "{'apps':{'editor':{'prompt_tokens':200,'completion_tokens':1000}}}");

        assertThat(scene.run("keys", "create", "editor", "--privacy", "lan").out())
                .isEqualTo("c2l_abc\n");
        assertThat(daemon.asked("CREATE_KEY")).containsExactly("{'name':'editor','privacy':'lan'}");
        assertThat(scene.run("keys").out()).isEqualTo("""
            1 key
              NAME     PRIVACY   CREATED   LAST USED   REQUESTS   TOKENS
              editor   lan       09:30     –                  7     1200
            """);
        assertThat(scene.run("keys", "revoke", "editor").out()).contains("is refused from now on");
    }
}
