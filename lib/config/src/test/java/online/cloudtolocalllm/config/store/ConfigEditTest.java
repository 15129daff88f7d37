package online.cloudtolocalllm.config.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import online.cloudtolocalllm.config.ConnectionDefaults;
import online.cloudtolocalllm.config.InvalidSetting;
import online.cloudtolocalllm.config.InvalidSettingException;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    private static final String DAEMON =
            "{'log':{'level':'warn'},'limits':{'probe':1.50},'privacy':{'models':{'a':'lan'}},"
                    + "'gateway':{'mine':'hunter2'}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'connection':'router','expect':{'preferred':true,'priority':null}}",
                "{'connection':'router','expect':{'auth_token_set':true}}",
                "{'connection':'later','expect':{'port':1,'auth_token_set':false}}",
                "{'connection':'later','expect':{}}",
                "{'connection':'nobody','expect':{'port':null}}",
                "{'daemon':true,'expect':{'log.level':'warn','limits.probe':1.50,'log.requests':null}}",
                "{'daemon':true,'expect':{'privacy.models':{'a':'lan'}}}",
            })
    void whoSawWhatIsThereMayChangeIt(String expected) throws Exception {
        assertThat(edited(DAEMON, "[" + expected + ",{'connection':'later','set':{'port':2}}]")
                        .connections()
                        .object("later")
                        .toJson())
                .contains("\"port\":2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{'connection':'later','expect':{'port':2}}                     | later  | port",
                "{'connection':'later','expect':{'port':'1'}}                   | later  | port",
                "{'connection':'later','expect':{'port':null}}                  | later  | port",
                "{'connection':'later','expect':{'connection_type':'ollama','priority':1}} | later | priority",
                "{'connection':'nobody','expect':{'port':1}}                    | nobody | port",
                "{'daemon':true,'expect':{'log.level':'info'}}                  |        | log.level",
                "{'daemon':true,'expect':{'log.level':null}}                    |        | log.level",
                "{'daemon':true,'expect':{'privacy.models':{'a':'any'}}}        |        | privacy.models",
            })
    void whoSawSomethingElseIsRefused(String expected, String connection, String key) throws Exception {
        assertThat(edit(DAEMON, "[" + expected + ",{'connection':'later','set':{'port':2}}]"))
                .isEqualTo(new ConfigEdit.Outcome.Refused(
                        InvalidSetting.overtaken(connection == null ? "" : connection, key)));
    }

    /** Right or wrong, a guess at what {@code GET_CONFIG} does not show gets the same answer. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "'connection':'router' | auth_token",
                "'connection':'later'  | unknown",
                "'connection':'router' | auth_token_ref",
            })
    void aGuessAtWhatIsNotShownTellsNothing(String whose, String key) throws Exception {
        List<ConfigEdit.Outcome> guesses = new ArrayList<>();
        for (String guess : List.of("'hunter2'", "'hunter3'", "[1]", "''")) {
            guesses.add(edit(DAEMON, "[{" + whose + ",'expect':{'" + key + "':" + guess + "}}]"));
        }
        assertThat(guesses).containsOnly(guesses.getFirst());
        assertThat(edit(DAEMON, "[{" + whose + ",'expect':{'" + key + "':null}}]"))
                .as("it looks like one that is not there")
                .isInstanceOf(ConfigEdit.Outcome.Edited.class);
    }

    @Test
    void whatTheDaemonDoesNotKnowCannotBeExpected() throws Exception {
        for (String guess : List.of("'hunter2'", "'hunter3'", "null")) {
            assertThat(edit(DAEMON, "[{'daemon':true,'expect':{'gateway.mine':" + guess + "}}]"))
                    .isInstanceOfSatisfying(
                            ConfigEdit.Outcome.Refused.class,
                            refused -> assertThat(refused.why().text()).contains("gateway.mine: is no key"));
        }
    }

    @Test
    void anExpectationIsLookedAtWhereItStands() throws Exception {
        String change = "{'connection':'later','set':{'port':2}}";
        assertThat(edit("{}", "[" + change + ",{'connection':'later','expect':{'port':2}}]"))
                .isInstanceOf(ConfigEdit.Outcome.Edited.class);
        assertThat(edit("{}", "[" + change + ",{'connection':'later','expect':{'port':1}}]"))
                .isInstanceOf(ConfigEdit.Outcome.Refused.class);
    }

    @Test
    void expectationsCountAmongTheMostChanges() throws Exception {
        String one = "{'connection':'a','expect':{}},";
        assertThat(ConfigChange.readAll(json("{'changes':[" + one.repeat(99) + "{'connection':'a'}]}")))
                .hasSize(ConfigChange.MOST);
        assertThat(catchThrowable(
                        () -> ConfigChange.readAll(json("{'changes':[" + one.repeat(100) + "{'connection':'a'}]}"))))
                .hasMessageContaining("1 to 100");
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
                "{'changes':[{'connection':'a','expect':7}]}               | \"expect\" must",
                "{'changes':[{'connection':'a','expect':null}]}            | \"expect\" must",
                "{'changes':[{'expect':{'log.level':null}}]}               | needs the name",
                "{'changes':[{'connection':'','expect':{}}]}               | needs the name",
                "{'changes':[{'connection':'a','daemon':false,'expect':{},'remove':true}]} | stands alone",
                "{'changes':[{'connection':'a','expect':{},'set':{}}]}     | stands alone",
                "{'changes':[{'connection':'a','set':{'auth_token':'hunter2'}}]} | token set",
            })
    void aMessageThatIsNoListOfChangesIsRefused(String message, String reason) throws Exception {
        assertThat(catchThrowable(() -> ConfigChange.readAll(json(message))))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("hunter2");
    }
}
