package online.cloudtolocalllm.daemon.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import online.cloudtolocalllm.broker.journal.Listing;
import online.cloudtolocalllm.broker.journal.RequestRecord;
import online.cloudtolocalllm.protocol.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestQueryTest {

    private static final List<RequestRecord> ALL =
            List.of(Records.chat("tiny"), Records.cutAfterFailover("tiny:latest"), Records.refused("a b"));

    private static String found(RequestQuery.Reading reading) {
        return switch (reading) {
            case RequestQuery.Reading.Understood(RequestQuery query) ->
                String.join(
                        " ",
                        query.of(new Listing(ALL, 7)).records().stream()
                                .map(RequestRecord::id)
                                .toList());
            case RequestQuery.Reading.Wrong(String text) -> text;
        };
    }

    @ParameterizedTest
    @CsvSource({
        "'', r-1 r-2 r-3",
        "?, r-1 r-2 r-3",
        "?limit=2, r-1 r-2",
        "?limit=99999, r-1 r-2 r-3",
        "?model=tiny, r-1 r-2",
        "?model=tiny:latest&, r-1 r-2",
        "?model=a%20b, r-3",
        "?connection=local_ollama, r-1 r-2",
        "?connection=cloud_proxy&outcome=cut, r-2",
        "?outcome=running, ''",
        "?outcome=refused&limit=1, r-3",
    })
    void narrowsTheList(String query, String ids) {
        assertThat(found(RequestQuery.ofTarget(query))).isEqualTo(ids);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=-1", "?limit=x", "?limit=", "?limit=9999999999", "?limit"})
    void aLimitIsANumber(String query) {
        assertThat(found(RequestQuery.ofTarget(query))).contains("from 1 to 1000");
    }

    @ParameterizedTest
    @CsvSource({
        "?outcome=good, 'one of whole, cut, refused, client_left, running'",
        "?model=%zz, percent-encoded",
        "?after=-1, 'must be the \"next\" of a former list'",
        "?since=1, 'limit, model, connection, outcome and after'",
    })
    void saysWhatWouldBeRight(String query, String words) {
        assertThat(found(RequestQuery.ofTarget(query))).contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"command\":\"LIST_REQUESTS\"} | r-1 r-2 r-3",
                "{\"limit\":1,\"id\":7} | r-1",
                "{\"limit\":null,\"model\":\"tiny\"} | r-1 r-2",
                "{\"limit\":1.5} | The \"limit\" must be a whole number from 1 to 1000.",
                "{\"model\":[]} | The \"model\" must be a text or a number.",
            })
    void readsACommand(String message, String found) throws Exception {
        assertThat(found(RequestQuery.ofMessage(Json.parseObject(message)))).isEqualTo(found);
    }
}
