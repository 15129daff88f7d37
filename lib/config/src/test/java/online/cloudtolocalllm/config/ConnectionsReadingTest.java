package online.cloudtolocalllm.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import org.junit.jupiter.api.Test;

class ConnectionsReadingTest {

    private static ConnectionsReading read(String json) {
        try {
            return ConnectionsReading.of(Json.parseObject(json.replace('\'', '"')), ConnectionDefaults.STANDARD);
        } catch (MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> names(List<ConnectionSettings> connections) {
        return connections.stream().map(settings -> settings.id().name()).toList();
    }

    @Test
    void whatIsWrongWithOneDoesNotConcernTheOthers() {
        ConnectionsReading reading =
                read("{'a':{'connection_type':'martian'},'b':{'connection_type':'ollama'},'c':7,'local_ollama':{}}");

        assertThat(names(reading.connections())).containsExactly("b", "local_ollama");
        assertThat(reading.notices("f.json", List.of()))
                .containsExactly(
                        "f.json: connection \"a\" is left out (connection_type: must be one of local_ollama, ollama,"
                                + " cloud_proxy, openai).",
                        "f.json: connection \"c\" is left out (must be an object in braces).");
    }

    @Test
    void anInvalidEditLeavesWhatAConnectionHad() {
        List<ConnectionSettings> before =
                read("{'a':{'connection_type':'ollama','host':'one'},'b':{'connection_type':'ollama'}}")
                        .connections();
        ConnectionsReading edited = read("{'a':{'connection_type':'ollama','port':-1},'new':{'port':0}}");

        List<ConnectionSettings> inForce = edited.inForceAfter(before);

        assertThat(inForce).containsExactly(before.getFirst());
        assertThat(edited.notices("f", before))
                .anySatisfy(notice -> assertThat(notice).contains("\"a\" keeps the settings it had (port: "))
                .anySatisfy(notice -> assertThat(notice).contains("\"new\" is left out"));
    }

    @Test
    void onlyTheFirstIsPreferred() {
        ConnectionsReading reading = read("{'a':{'connection_type':'ollama','preferred':true},"
                + "'b':{'connection_type':'ollama','preferred':true}}");

        assertThat(reading.connections())
                .extracting(ConnectionSettings::preferred)
                .containsExactly(true, false);
        assertThat(reading.notices("f", List.of()))
                .containsExactly("f: connection \"b\" is used, but not as it says (preferred: only one is, and a comes"
                        + " first).");
        List<ConnectionSettings> kept =
                read("{'x':{'connection_type':'ollama','preferred':true}}").connections();
        assertThat(read("{'x':{'connection_type':'?'},'a':{'connection_type':'ollama','preferred':true}}")
                        .inForceAfter(kept))
                .extracting(ConnectionSettings::preferred)
                .containsExactly(false, true);
    }

    @Test
    void namesMustDifferInMoreThanCase() {
        ConnectionsReading reading = read("{'Box':{'connection_type':'ollama'},'box':{'connection_type':'ollama'}}");

        assertThat(names(reading.connections())).containsExactly("Box");
        assertThat(reading.problems()).singleElement().satisfies(problem -> assertThat(problem.text())
                .contains("upper and lower case"));
    }

    @Test
    void aHostileNameStaysOnItsLine() {
        assertThat(read("{'a\\nERROR all is lost':{}}").notices("f", List.of()))
                .singleElement()
                .asString()
                .contains("\"a?ERROR all is lost\"");
    }

    @Test
    void olderFilesToldATypeByTheName() throws MalformedJsonException {
        JsonObject old = Json.parseObject("{\"local_ollama\":{\"x\":1},\"cloud_proxy\":{\"connection_type\":null},"
                + "\"mine\":{},\"openai\":3}");
        JsonObject migrated = Migrations.connections(old);

        assertThat(migrated.toJson())
                .isEqualTo("{\"local_ollama\":{\"x\":1,\"connection_type\":\"local_ollama\"},"
                        + "\"cloud_proxy\":{\"connection_type\":\"cloud_proxy\"},\"mine\":{},\"openai\":3}");
        assertThat(Migrations.connections(migrated)).isEqualTo(migrated);
    }
}
