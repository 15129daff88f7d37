package online.cloudtolocalllm.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.config.daemon.DaemonKey;
import online.cloudtolocalllm.config.daemon.DaemonReading;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped schemas and the readers say the same of the same files. */
class SchemaTest {

    private static final Path ROOT = root();
    private static final SchemaCheck CONNECTIONS = schema("connection_config");
    private static final SchemaCheck DAEMON = schema("daemon_config");

    private static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve("dist/schema")))
                .findFirst()
                .orElseThrow();
    }

    private static SchemaCheck schema(String file) {
        try {
            Path path = ROOT.resolve("dist/schema/" + file + ".schema.json");
            return new SchemaCheck(Json.parseObject(Files.readAllBytes(path)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonObject json(String text) throws MalformedJsonException {
        return Json.parseObject(text.replace('\'', '"'));
    }

    private static boolean readsAsConnections(JsonObject json) {
        return ConnectionsReading.of(json, ConnectionDefaults.STANDARD)
                .problems()
                .isEmpty();
    }

    private static boolean readsAsDaemon(JsonObject json) {
        return DaemonReading.of(json, Map.of(), DaemonConfig.STANDARD)
                .problems()
                .isEmpty();
    }

    static Stream<String> documentedExamples() throws IOException {
        String document = Files.readString(ROOT.resolve("docs/configuration.md"));
        Matcher block = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL).matcher(document);
        return block.results().map(result -> result.group(1)).toList().stream();
    }

    @ParameterizedTest
    @MethodSource("documentedExamples")
    void theDocumentsExamplesAreRight(String example) throws MalformedJsonException {
        JsonObject json = Json.parseObject(example);
        boolean daemon = Stream.of("gateway", "log", "limits", "privacy", "tray", "notifications")
                .anyMatch(json::has);
        assertThat((daemon ? DAEMON : CONNECTIONS).accepts(json)).isTrue();
        assertThat(daemon ? readsAsDaemon(json) : readsAsConnections(json)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'local_ollama':{}}",
                "{'local_ollama':{'connection_type':null,'api_base_url':null,'port':null,'models':null}}",
                "{'x':{'connection_type':'openai','api_base_url':'https://h/v1','auth_token':'abc'}}",
                "{'x':{'connection_type':'openai','api_base_url':'https://h/v1','auth_token':'','auth_token_ref':'env:T'}}",
                "{'x':{'connection_type':'openai','api_base_url':'https://h','auth_token_ref':'keyring:x','later':[1]}}",
                "{'x':{'connection_type':'ollama','host':'::1','port':1,'timeout':0.5,'reach':'lan'}}",
                "{'x':{'connection_type':'ollama','models':[],'model_aliases':{'a b':'c'},'max_concurrent':1000}}",
                "{'x':{'connection_type':'ollama','api_base_url':'HTTP://[::1]:80/base/'}}",
                "{'x':{'connection_type':'ollama','priority':0,'failover':false,'paused':true,'preferred':true}}",
            })
    void bothTakeTheseConnections(String text) throws MalformedJsonException {
        assertThat(readsAsConnections(json(text))).as("reader").isTrue();
        assertThat(CONNECTIONS.accepts(json(text))).as("schema").isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'x':7}",
                "{'x':{}}",
                "{'a b':{'connection_type':'ollama'}}",
                "{'-x':{'connection_type':'ollama'}}",
                "{'demo':{'connection_type':'ollama'}}",
                "{'x':{'connection_type':'demo'}}",
                "{'x':{'connection_type':7}}",
                "{'ollama':{'api_base_url':'box:1'}}",
                "{'ollama':{'api_base_url':'http://u:p@h/'}}",
                "{'ollama':{'api_base_url':'http://h/?q'}}",
                "{'ollama':{'api_base_url':'http://h/#f'}}",
                "{'ollama':{'api_base_url':''}}",
                "{'ollama':{'host':5}}",
                "{'ollama':{'host':''}}",
                "{'ollama':{'host':'http://h'}}",
                "{'ollama':{'port':0}}",
                "{'ollama':{'port':70000}}",
                "{'ollama':{'port':'80'}}",
                "{'ollama':{'port':1.5}}",
                "{'ollama':{'enabled':'yes'}}",
                "{'ollama':{'paused':1}}",
                "{'ollama':{'preferred':[]}}",
                "{'ollama':{'failover':'no'}}",
                "{'ollama':{'priority':-1}}",
                "{'ollama':{'priority':1000001}}",
                "{'ollama':{'timeout':0}}",
                "{'ollama':{'timeout':3601}}",
                "{'ollama':{'timeout':'30'}}",
                "{'ollama':{'max_concurrent':0}}",
                "{'ollama':{'max_concurrent':1001}}",
                "{'ollama':{'reach':'world'}}",
                "{'ollama':{'models':'a'}}",
                "{'ollama':{'models':['']}}",
                "{'ollama':{'models':[' ']}}",
                "{'ollama':{'models':[1]}}",
                "{'ollama':{'model_aliases':[]}}",
                "{'ollama':{'model_aliases':{'a':''}}}",
                "{'ollama':{'model_aliases':{'':'a'}}}",
                "{'cloud_proxy':{'auth_token':7}}",
                "{'cloud_proxy':{'auth_token':'a b'}}",
                "{'cloud_proxy':{'auth_token':'a\\n'}}",
                "{'cloud_proxy':{'auth_token':'a','auth_token_ref':'env:T'}}",
                "{'cloud_proxy':{'auth_token_ref':'T'}}",
                "{'cloud_proxy':{'auth_token_ref':'env:A B'}}",
                "{'cloud_proxy':{'auth_token_ref':'keyring:'}}",
                "{'cloud_proxy':{'auth_token_ref':'file:key'}}",
                "{'cloud_proxy':{'auth_token_ref':'file:/key/'}}",
            })
    void bothRefuseTheseConnections(String text) throws MalformedJsonException {
        assertThat(readsAsConnections(json(text))).as("reader").isFalse();
        assertThat(CONNECTIONS.accepts(json(text))).as("schema").isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'later':1,'gateway':{'later':2}}",
                "{'gateway':{'address':'9000'}}",
                "{'gateway':{'address':':9000'}}",
                "{'gateway':{'address':'localhost'}}",
                "{'gateway':{'address':'[::1]:0'}}",
                "{'gateway':{'allowed_hosts':['box.lan','[fe80::1]:80'],'allowed_origins':['app://x']}}",
                "{'log':{'level':'warn'}}",
                "{'limits':{'connect':0.25,'first_byte':86400}}",
                "{'privacy':{'default':'lan','models':{'a*':'local','b':'any','*':'lan'}}}",
                "{'tray':{'show':false,'panel':'auto'},'notifications':{'show':true}}",
            })
    void bothTakeTheseSettingsOfTheDaemon(String text) throws MalformedJsonException {
        assertThat(readsAsDaemon(json(text))).as("reader").isTrue();
        assertThat(DAEMON.accepts(json(text))).as("schema").isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'gateway':[]}",
                "{'log':null}",
                "{'limits':7}",
                "{'privacy':'local'}",
                "{'gateway':{'address':11435}}",
                "{'gateway':{'address':''}}",
                "{'gateway':{'address':'0.0.0.0:1'}}",
                "{'gateway':{'address':'box:1'}}",
                "{'gateway':{'address':'127.0.0.1:65536'}}",
                "{'gateway':{'allowed_hosts':'box'}}",
                "{'gateway':{'allowed_hosts':['a b']}}",
                "{'gateway':{'allowed_origins':['*']}}",
                "{'gateway':{'allowed_origins':['http://x/']}}",
                "{'log':{'level':'loud'}}",
                "{'limits':{'connect':0}}",
                "{'limits':{'connect':'5'}}",
                "{'limits':{'drain':86401}}",
                "{'privacy':{'default':'internet'}}",
                "{'privacy':{'models':['a']}}",
                "{'privacy':{'models':{'a':'no'}}}",
                "{'privacy':{'models':{'a*b':'any'}}}",
                "{'tray':false}",
                "{'tray':{'show':'yes'}}",
                "{'tray':{'panel':'black'}}",
                "{'notifications':[]}",
                "{'notifications':{'show':1}}",
            })
    void bothRefuseTheseSettingsOfTheDaemon(String text) throws MalformedJsonException {
        assertThat(readsAsDaemon(json(text))).as("reader").isFalse();
        assertThat(DAEMON.accepts(json(text))).as("schema").isFalse();
    }

    @Test
    void theSchemasNameEveryKeyWithTitleAndDescription() {
        JsonObject connection =
                CONNECTIONS.root().object("$defs").object("connection").object("properties");
        assertThat(connection.fields().keySet()).containsExactlyInAnyOrderElementsOf(ConnectionEntry.KEYS);
        assertThat(connection.fields().values()).allSatisfy(SchemaTest::isDescribed);
        JsonObject sections = DAEMON.root().object("properties");
        List<String> keys = sections.fields().keySet().stream()
                .flatMap(section -> sections.object(section).object("properties").fields().keySet().stream()
                        .map(key -> section + "." + key))
                .toList();
        assertThat(keys)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(DaemonKey.values()).map(DaemonKey::dotted).toList());
        assertThat(sections.fields().values()).allSatisfy(SchemaTest::isDescribed);
    }

    private static void isDescribed(JsonValue schema) {
        assertThat(schema).isInstanceOfSatisfying(JsonObject.class, object -> {
            assertThat(object.text("title")).isPresent();
            assertThat(object.text("description")).isPresent();
        });
    }

    @Test
    void theDefaultsOfTheLimitsAreTheProducts() {
        JsonObject limits = DAEMON.root().object("properties").object("limits").object("properties");
        for (DaemonKey key : DaemonKey.limits()) {
            String name = key.dotted().substring("limits.".length());
            assertThat(limits.object(name).get("default"))
                    .as(name)
                    .contains(new JsonNumber(Long.toString(key.standardTime().toSeconds())));
        }
    }
}
