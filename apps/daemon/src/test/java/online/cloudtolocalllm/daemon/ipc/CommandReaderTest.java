package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.broker.route.RequestTarget;
import online.cloudtolocalllm.daemon.ipc.CommandReader.Reading;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonText;
import online.cloudtolocalllm.protocol.json.JsonValue;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandReaderTest {

    private static Reading read(String json) throws MalformedJsonException {
        return CommandReader.read(Json.parseObject(json));
    }

    private static ProxyCall call(String json) throws MalformedJsonException {
        if (read(json) instanceof Reading.Understood(IpcCommand.Proxy(ProxyCall call))) {
            return call;
        }
        throw new AssertionError(read(json));
    }

    private static Optional<JsonValue> json(String text) throws MalformedJsonException {
        return Optional.of(Json.parse(text));
    }

    @Test
    void readsEveryFieldOfAProxyRequest() throws Exception {
        ProxyCall call = call("""
            {"command":"PROXY_REQUEST","method":"delete","path":"/api/delete","data":{"model":"x"},
             "connection":"gpu_box","headers":{"X-Privacy":"local"},"stream":false,"new":1}\
            """);
        assertThat(call)
                .isEqualTo(new ProxyCall(
                        "DELETE",
                        new RequestTarget("/api/delete", ""),
                        json("{\"model\":\"x\"}").map(ProxyBody.Tree::new),
                        Optional.of(new ConnectionId("gpu_box")),
                        Map.of("X-Privacy", "local"),
                        false,
                        false));
        assertThat(call.headers()).containsKey("x-privacy");
    }

    @Test
    void nullsCountAsMissing() throws Exception {
        ProxyCall call = call("""
            {"command":"PROXY_REQUEST","method":"GET","path":"/api/tags","data":null,"connection":null,
             "headers":null,"stream":null}\
            """);
        assertThat(call)
                .isEqualTo(new ProxyCall(
                        "GET",
                        new RequestTarget("/api/tags", ""),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        false,
                        false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "/api/chat        | {\"model\":\"x\"}                 | {\"model\":\"x\",\"stream\":false}",
                "/api/chat        | {\"model\":\"x\",\"stream\":null} | {\"model\":\"x\",\"stream\":false}",
                "/api/pull        | {\"model\":\"x\",\"stream\":false}| {\"model\":\"x\",\"stream\":false}",
                "/api/show        | {\"model\":\"x\"}                 | {\"model\":\"x\"}",
                "/v1/completions  | {\"model\":\"x\"}                 | {\"model\":\"x\"}",
                "/api/chat        | [1]                               | [1]",
            })
    void asksForAWholeAnswer(String path, String data, String sent) throws Exception {
        ProxyCall call = call("{\"command\":\"PROXY_REQUEST\",\"method\":\"POST\",\"path\":\"" + path.strip()
                + "\",\"data\":" + data + "}");
        assertThat(call.body().map(body -> ((ProxyBody.Tree) body).json())).isEqualTo(json(sent));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "/api/chat            | {\"model\":\"x\"}    | {\"model\":\"x\",\"stream\":true}",
                "/api/pull            | {\"stream\":null}    | {\"stream\":true}",
                "/api/chat            | {\"stream\":false}   | {\"stream\":false}",
                "/v1/chat/completions | {}                 | {\"stream\":true}",
                "/v1/completions      | {}                 | {\"stream\":true}",
                "/v1/messages         | {}                 | {\"stream\":true}",
                "/v1/responses        | {}                 | {\"stream\":true}",
                "/v1/embeddings       | {}                 | {}",
                "/api/show            | {}                 | {}",
                "/api/chat            | [1]                | [1]",
            })
    void asksForAStream(String path, String data, String sent) throws Exception {
        ProxyCall call = call("{\"command\":\"PROXY_REQUEST\",\"id\":1,\"stream\":true,\"method\":\"POST\",\"path\":\""
                + path.strip() + "\",\"data\":" + data + "}");
        assertThat(call.streamed()).isTrue();
        assertThat(call.body().map(body -> ((ProxyBody.Tree) body).json())).isEqualTo(json(sent));
    }

    @ParameterizedTest
    @CsvSource({
        "1,true",
        "16777216,true",
        "0,false",
        "-1,false",
        "16777217,false",
        "1.5,false",
        "\"1\",false",
        "1e99,false"
    })
    void creditIsAWholeNumberWithinBounds(String bytes, boolean right) throws Exception {
        Reading reading = read("{\"command\":\"CREDIT\",\"id\":\"a\",\"bytes\":" + bytes + "}");
        IpcCommand expected = right
                ? new IpcCommand.Credit(new JsonText("a"), Long.parseLong(bytes))
                : new IpcCommand.WrongCredit(new JsonText("a"));
        assertThat(reading).isEqualTo(new Reading.Understood(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{}                                                                       | bad_request",
                "{'command':7}                                                            | bad_request",
                "{'command':'ping'}                                                       | unknown_command",
                "{'command':'subscribe'}                                                  | unknown_command",
                "{'command':'UPDATE_TOOLTIP'}                                             | bad_request",
                "{'command':'UPDATE_TOOLTIP','text':7}                                    | bad_request",
                "{'command':'UPDATE_ICON','state':'on fire'}                              | bad_request",
                "{'command':'UPDATE_ICON','state':'IDLE'}                                 | bad_request",
                "{'command':'AUTH_STATUS','authenticated':'true'}                         | bad_request",
                "{'command':'HELLO','v':1}                                                | already_authenticated",
                "{'command':'TEST_CONNECTION'}                                            | bad_request",
                "{'command':'TEST_CONNECTION','connection':'a b'}                         | unknown_connection",
                "{'command':'PROXY_REQUEST'}                                              | bad_request",
                "{'command':'PROXY_REQUEST','method':'GET'}                               | bad_request",
                "{'command':'PROXY_REQUEST','method':'CONNECT','path':'/'}                | bad_request",
                "{'command':'PROXY_REQUEST','method':'GET /x','path':'/'}                 | bad_request",
                "{'command':'PROXY_REQUEST','method':'GET','path':'//host'}               | bad_path",
                "{'command':'PROXY_REQUEST','method':'GET','path':'@host/x'}              | bad_path",
                "{'command':'PROXY_REQUEST','method':'GET','path':'/','connection':7}     | bad_request",
                "{'command':'PROXY_REQUEST','method':'GET','path':'/','connection':'../x'}| unknown_connection",
                "{'command':'PROXY_REQUEST','method':'GET','path':'/','headers':[]}       | bad_request",
                "{'command':'PROXY_REQUEST','method':'GET','path':'/','headers':{'a':1}}  | bad_request",
                "{'command':'PROXY_REQUEST','method':'GET','path':'/','headers':{'Host':'x'}} | bad_header",
                "{'command':'PROXY_REQUEST','method':'POST','path':'/api/chat','stream':true} | bad_request",
                "{'command':'PROXY_REQUEST','id':1,'method':'GET','path':'/','stream':'yes'} | bad_request",
                "{'command':'PROXY_REQUEST','id':null,'method':'GET','path':'/','stream':true} | bad_request",
                "{'command':'CREDIT','bytes':7}                                           | bad_request",
                "{'command':'CANCEL','id':null}                                           | bad_request",
                "{'command':'PROXY_REQUEST','method':'POST','path':'/v1/completions','data':{'stream':true}} "
                        + "| stream_unsupported",
            })
    void saysWhatIsWrong(String message, String code) throws Exception {
        Reading reading = read(message.replace('\'', '"'));
        assertThat(reading).isInstanceOfSatisfying(Reading.Wrong.class, wrong -> {
            assertThat(wrong.code()).isEqualTo(code.strip());
            assertThat(wrong.text()).endsWith(".");
        });
    }

    @Test
    void takesATooltipOfAThousandCharactersAndNoMore() throws Exception {
        String longest = "\uD83D\uDE00".repeat(1_000);
        assertThat(read("{\"command\":\"UPDATE_TOOLTIP\",\"text\":\"" + longest + "\"}"))
                .isEqualTo(new Reading.Understood(new IpcCommand.Wish(
                        new ClientWishes(Optional.of(longest), Optional.empty(), Optional.empty()))));
        assertThat(read("{\"command\":\"UPDATE_TOOLTIP\",\"text\":\"" + longest + ".\"}"))
                .isInstanceOf(Reading.Wrong.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {" x y", "x y ", "\\t x y \\t"})
    void theSpaceAroundAHeadersValueIsNotPartOfIt(String value) throws Exception {
        ProxyCall call = call("{\"command\":\"PROXY_REQUEST\",\"method\":\"GET\",\"path\":\"/\",\"headers\":{\"X-A\":\""
                + value + "\"}}");
        assertThat(call.headers()).containsEntry("X-A", "x y");
    }

    @Test
    void refusesMoreHeadersThanItTakes() throws Exception {
        StringBuilder headers = new StringBuilder("{\"x\":\"\"");
        for (int i = 0; i < ProxyHeaders.MOST; i++) {
            headers.append(",\"x").append(i).append("\":\"\"");
        }
        assertThat(read("{\"command\":\"PROXY_REQUEST\",\"method\":\"GET\",\"path\":\"/\",\"headers\":" + headers
                        + "}}"))
                .isInstanceOf(Reading.Wrong.class);
    }
}
