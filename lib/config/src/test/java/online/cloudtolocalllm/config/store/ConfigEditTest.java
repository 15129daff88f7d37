package online.cloudtolocalllm.config.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Objects;
import online.cloudtolocalllm.config.ConnectionDefaults;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigEditTest {

    private static final String CONNECTIONS = "{'later':{'connection_type':'ollama','unknown':[1],'port':1},"
        + "'broken':{'connection_type':'?'},"
        + "'router':{'connection_type':'openai','api_base_url':'https://r','auth_token':'hunter2','preferred':true}}";

    private static JsonObject json(String text) throws MalformedJsonException {
        return Json.parseObject(text.replace('\'', '"'));
    }

    private static ConfigEdit.Outcome edit(String daemon, String changes)
            throws MalformedJsonException, InvalidSettingException {
        List<ConfigChange> list = ConfigChange.readAll(json("{'changes':" + changes + "}"));
        // What is read is what was meant: the wire form comes back as it was.
        assertThat(ConfigChange.readAll(JsonObject.of(
                        "changes", list.stream().map(ConfigChange::json).toList())))
                .isEqualTo(list);
        return ConfigEdit.apply(json(CONNECTIONS), json(daemon), list, ConnectionDefaults.STANDARD);
    }

    private static ConfigEdit.Outcome.Edited edited(String daemon, String changes) throws Exception {
        return (ConfigEdit.Outcome.Edited) edit(daemon, changes);
    }

    private static JsonObject removed(ConfigEdit.Outcome.Edited edited, String name) {
        return Objects.requireNonNull(edited.removed().get(name));
    }

    @Test
    void keysAreSetAndUnsetAndEverythingElseStays() throws Exception {
        ConfigEdit.Outcome.Edited edited =
                edited("{}", "[{'connection':'later','set':{'priority':5},'unset':['port','nothing']}]");
        assertThat(edited.connections().toJson().replace('"', '\''))
                .isEqualTo(CONNECTIONS.replace(",'port':1}", ",'priority':5}"));
        assertThat(edited.removed()).isEmpty();
    }

    @Test
    void aNullTakesAKeyOut() throws Exception {
        assertThat(edited("{}", "[{'connection':'later','set':{'port':null}}]")
                        .connections()
                        .object("later")
                        .has("port"))
                .isFalse();
    }

    @Test
    void aConnectionIsMadeAndTakenOutAndPutBack() throws Exception {
        ConfigEdit.Outcome.Edited made = edited(
                "{}",
                "[{'connection':'new','create':true,'set':{'connection_type':'ollama','host':'box'}},"
                        + "{'connection':'router','remove':true},{'connection':'later','remove':true}]");
        assertThat(made.connections().fields().keySet()).containsExactly("broken", "new");
        assertThat(removed(made, "router").toJson()).doesNotContain("hunter2").contains("https://r");

        ConfigEdit.Outcome back = ConfigEdit.apply(
                made.connections(),
                JsonObject.EMPTY,
                List.of(new ConfigChange.SetConnection("later", true, removed(made, "later"), List.of())),
                ConnectionDefaults.STANDARD);
        assertThat(back).isInstanceOfSatisfying(ConfigEdit.Outcome.Edited.class, edited -> assertThat(
                        edited.connections().object("later").toJson())
                .isEqualTo("{\"connection_type\":\"ollama\",\"port\":1}"));
    }

    @Test
    void thePreferredOneChangesInOneStep() throws Exception {
        assertThat(edited(
                                "{}",
                                "[{'connection':'router','unset':['preferred']},"
                                        + "{'connection':'later','set':{'preferred':true}}]")
                        .connections()
                        .object("later")
                        .flag("preferred", false))
                .isTrue();
    }

    @Test
    void settingsOfTheDaemonHaveDottedKeys() throws Exception {
        ConfigEdit.Outcome.Edited edited = edited(
                "{'x':1,'gateway':{'y':2,'address':'9000'},'log':{'level':'warn'}}",
                "[{'daemon':true,'set':{'limits.connect':2,'privacy.models':{'a':'local'}},"
                        + "'unset':['gateway.address','log.level']}]");
        assertThat(edited.daemon().toJson().replace('"', '\''))
                .isEqualTo("{'x':1,'gateway':{'y':2},'limits':{'connect':2},'privacy':{'models':{'a':'local'}}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[{'connection':'nobody','set':{'port':1}}]                       | nobody |           | no connection",
                "[{'connection':'nobody','remove':true}]                          | nobody |           | no connection",
                "[{'connection':'later','create':true}]                           | later  |           | already",
                "[{'connection':'a b','create':true}]                             | a b    |           | name",
                "[{'connection':'DEMO','create':true,'set':{'connection_type':'ollama'}}] | DEMO |      | demo server",
                "[{'connection':'LATER','create':true,'set':{'connection_type':'ollama'}}] | LATER |    | case",
                "[{'connection':'later','set':{'prioritty':1}}]                   | later  | prioritty | is no key",
                "[{'connection':'new','create':true,'set':{'connection_type':'ollama','prioritty':1}}] | new |"
                        + " prioritty | is no key",
                "[{'connection':'later','set':{'priority':'1'}}]                  | later  | priority  | whole number",
                "[{'connection':'later','set':{'preferred':true}}]                | router | preferred | only one",
                "[{'connection':'broken','set':{'port':1}}]                       | broken | connection_type | must be",
                "[{'connection':'later','set':{'port':2}},{'connection':'later','set':{'port':0}}] | later | port |"
                        + " whole",
                "[{'daemon':true,'set':{'gateway.adress':'1'}}]                   |        | gateway.adress | is no"
                        + " key",
                "[{'daemon':true,'set':{'log.level':'loud'}}]                     |        | log.level | debug",
                "[{'daemon':true,'set':{'gateway.allowed_hosts':['a b']}}]        |        | gateway.allowed_hosts[0]"
                        + " | host",
                "[{'daemon':true,'set':{'privacy.default':'no'}}]                 |        | privacy.default | local",
                "[{'daemon':true,'unset':['log']}]                                |        | log | is no key",
            })
    void nothingWrongGetsIn(String changes, String connection, String key, String reason) throws Exception {
        assertThat(edit("{'limits':{'probe':'x'}}", changes))
                .isInstanceOfSatisfying(ConfigEdit.Outcome.Refused.class, refused -> {
                    assertThat(refused.why().connection()).isEqualTo(connection == null ? "" : connection);
                    assertThat(refused.why().key()).isEqualTo(key == null ? "" : key);
                    assertThat(refused.why().reason()).contains(reason);
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{}                                                        | list of 1 to",
                "{'changes':7}                                             | list of 1 to",
                "{'changes':[7]}                                           | must be an object",
                "{'changes':[{}]}                                          | needs the name",
                "{'changes':[{'connection':7}]}                            | needs the name",
                "{'changes':[{'connection':'a','set':7}]}                  | \"set\"",
                "{'changes':[{'connection':'a','unset':'x'}]}              | \"unset\"",
                "{'changes':[{'connection':'a','unset':[1]}]}              | \"unset\"",
                "{'changes':[{'connection':'a','set':{'auth_token':'hunter2'}}]} | token set",
            })
    void aMessageThatIsNoListOfChangesIsRefused(String message, String reason) throws Exception {
        assertThat(catchThrowable(() -> ConfigChange.readAll(json(message))))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("hunter2");
    }
}
