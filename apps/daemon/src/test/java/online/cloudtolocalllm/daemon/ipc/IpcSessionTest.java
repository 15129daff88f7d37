package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.daemon.ipc.IpcAction.Close;
import online.cloudtolocalllm.daemon.ipc.IpcAction.Hold;
import online.cloudtolocalllm.daemon.ipc.IpcAction.Quit;
import online.cloudtolocalllm.daemon.ipc.IpcAction.Run;
import online.cloudtolocalllm.daemon.ipc.IpcAction.Send;
import online.cloudtolocalllm.daemon.ipc.IpcAction.Trust;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpcSessionTest {

    private boolean room = true;
    private final IpcSession session = new IpcSession(
            Conversation.CREDENTIALS, Conversation.SERVER_NONCE, IpcLimits.STANDARD, () -> room, () -> false);

    private List<IpcAction> receive(String line) throws MalformedJsonException {
        return session.received(new IpcLine.Message(Json.parseObject(line), line.length()));
    }

    private JsonObject reply(String line) throws MalformedJsonException {
        return sent(receive(line).getFirst());
    }

    private static JsonObject sent(IpcAction action) throws MalformedJsonException {
        if (action instanceof Send(String text)) {
            return Json.parseObject(text);
        }
        throw new AssertionError(action);
    }

    private static String code(IpcAction action) throws MalformedJsonException {
        JsonObject reply = sent(action);
        return reply.text("code").orElseGet(() -> reply.object("error").text("code", ""));
    }

    private void authenticate() throws MalformedJsonException {
        receive(Conversation.HELLO);
        assertThat(receive(Conversation.AUTH)).first().isInstanceOf(Trust.class);
    }

    /** Computed with another implementation of HMAC-SHA256. */
    @Test
    void provesItselfAndTakesTheClientsProof() throws Exception {
        JsonObject hello = reply(Conversation.HELLO);
        assertThat(hello.text("proof")).contains("91GVVFQY01rI6vGcrymZZNfrWM0YQ67_R1M-XdHldPE");
        List<IpcAction> actions = receive(Conversation.AUTH);
        assertThat(actions).hasSize(2).first().isInstanceOf(Trust.class);
        assertThat(sent(actions.get(1)).toJson())
                .isEqualTo("{\"response\":\"AUTH\",\"ok\":true,\"limits\":{\"line\":16777216,\"inflight\":64}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'command':'HELLO','nonce':'EREREREREREREREREREREQ'}",
                "{'command':'HELLO','v':2,'nonce':'EREREREREREREREREREREQ'}",
                "{'command':'HELLO','v':'1','nonce':'EREREREREREREREREREREQ'}",
                "{'command':'HELLO','v':1}",
                "{'command':'HELLO','v':1,'nonce':'short'}",
                "{'command':'HELLO','v':1,'nonce':'EREREREREREREREREREREQ','client':7}",
                "{'command':'HELLO','v':1,'nonce':'EREREREREREREREREREREQ','client':'chät'}",
                "{'command':'HELLO','v':1,'nonce':'EREREREREREREREREREREQ','client':'a\\tb'}",
                "{'command':'HELLO','v':1,'nonce':'EREREREREREREREREREREQ','client':"
                        + "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'}",
                "{'command':'HELLO','v':1,'nonce':'|||||||||||||||||||||||'}",
                "{'command':'AUTH','proof':'x'}",
            })
    void aWrongBeginningIsRefusedAndCloses(String line) throws Exception {
        List<IpcAction> actions = receive(line.replace('\'', '"'));
        assertThat(sent(actions.getFirst()).flag("ok", true)).isFalse();
        assertThat(actions).hasSize(2).last().isInstanceOf(Close.class);
        assertThat(receive("{\"command\":\"PING\"}")).isEmpty();
    }

    @Test
    void aSecondHelloIsRefusedAndCloses() throws Exception {
        receive(Conversation.HELLO);
        assertThat(receive(Conversation.HELLO)).last().isInstanceOf(Close.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'command':'AUTH'}",
                "{'command':'AUTH','proof':7}",
                "{'command':'AUTH','proof':''}",
                "{'command':'AUTH','proof':'91GVVFQY01rI6vGcrymZZNfrWM0YQ67_R1M-XdHldPE'}",
                "{'command':'AUTH','proof':'yrV5ySALMn47EnuaIBbK361I_GH_6S4SAtlphU30PRM='}",
            })
    void aWrongProofIsRefusedAndCloses(String line) throws Exception {
        receive(Conversation.HELLO);
        List<IpcAction> actions = receive(line.replace('\'', '"'));
        assertThat(code(actions.getFirst())).isEqualTo("wrong_proof");
        assertThat(actions).hasSize(2).last().isInstanceOf(Close.class);
    }

    @Test
    void oneClientTooManyIsRefused() throws Exception {
        room = false;
        receive(Conversation.HELLO);
        List<IpcAction> actions = receive(Conversation.AUTH);
        assertThat(code(actions.getFirst())).isEqualTo("too_many_connections");
        assertThat(actions).last().isInstanceOf(Close.class);
    }

    @Test
    void aStrangerMayPingAndNothingElse() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(reply("{\"command\":\"PING\",\"id\":1}").toJson()).isEqualTo("{\"id\":1,\"status\":\"pong\"}");
        }
        assertThat(receive("{\"command\":\"QUIT\"}")).singleElement().isInstanceOf(Send.class);
        receive(Conversation.HELLO);
        assertThat(code(receive("{\"command\":\"GET_CONNECTION_STATUS\"}").getFirst()))
                .isEqualTo("auth_required");
        List<IpcAction> third = receive("{}");
        assertThat(code(third.getFirst())).isEqualTo("auth_required");
        assertThat(third).last().isInstanceOf(Close.class);
    }

    @Test
    void aLineThatIsNotAnObjectCloses() throws Exception {
        assertThat(session.received(new IpcLine.NotAnObject("x")))
                .as("a stranger learns nothing")
                .containsExactly(new Close());
    }

    @Test
    void aTrustedPeerIsToldWhyItsLineCloses() throws Exception {
        authenticate();
        List<IpcAction> actions = session.received(new IpcLine.NotAnObject("not valid JSON at line 1, column 3"));
        assertThat(code(actions.getFirst())).isEqualTo("bad_line");
        assertThat(actions).last().isInstanceOf(Close.class);
    }

    @Test
    void onlyProxyRequestsMayBeLong() throws Exception {
        authenticate();
        String proxy = "{\"command\":\"PROXY_REQUEST\",\"method\":\"GET\",\"path\":\"/\",\"id\":1}";
        assertThat(session.received(new IpcLine.Message(Json.parseObject(proxy), 10_000_000)))
                .singleElement()
                .isInstanceOf(Run.class);
        // The command's name stands elsewhere in the line, which the decoder cannot know.
        String ping = "{\"x\":\"PROXY_REQUEST\",\"command\":\"PING\"}";
        List<IpcAction> actions = session.received(new IpcLine.Message(Json.parseObject(ping), 65_537));
        assertThat(code(actions.getFirst())).isEqualTo("line_too_long");
        assertThat(actions).last().isInstanceOf(Close.class);
    }

    @Test
    void quitIsAnsweredOnlyWhenItHasAnId() throws Exception {
        authenticate();
        assertThat(receive("{\"command\":\"QUIT\"}")).containsExactly(new Quit());
        assertThat(receive("{\"command\":\"QUIT\",\"id\":\"q\"}"))
                .containsExactly(new Send("{\"id\":\"q\",\"ok\":true}"), new Quit());
        assertThat(reply("{\"command\":\"PING\"}").text("status")).contains("pong");
    }

    @Test
    void wrongIdsAreRefused() throws Exception {
        authenticate();
        for (String id : List.of("[1]", "{}", "true", "\"" + "x".repeat(257) + "\"")) {
            assertThat(code(receive("{\"command\":\"PING\",\"id\":" + id + "}").getFirst()))
                    .isEqualTo("bad_request");
        }
        assertThat(reply("{\"command\":\"PING\",\"id\":null}").has("id")).isFalse();
        assertThat(reply("{\"command\":\"PING\",\"id\":1.50}").toJson()).startsWith("{\"id\":1.50,");
    }

    @Test
    void anIdThatIsStillRunningIsRefused() throws Exception {
        authenticate();
        String line = "{\"command\":\"GET_CONNECTION_STATUS\",\"id\":5}";
        Run run = (Run) receive(line).getFirst();
        assertThat(code(receive(line).getFirst())).isEqualTo("duplicate_id");
        session.answered(run.ticket(), "done");
        assertThat(receive(line)).singleElement().isInstanceOf(Run.class);
    }

    @Test
    void atMostSixtyFourRequestsRun() throws Exception {
        authenticate();
        List<Run> running = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            running.add((Run)
                    receive("{\"command\":\"START_DEMO\",\"id\":" + i + "}").getFirst());
        }
        assertThat(code(receive("{\"command\":\"PING\",\"id\":64}").getFirst())).isEqualTo("too_many_requests");
        session.answered(running.getFirst().ticket(), "done");
        assertThat(reply("{\"command\":\"PING\",\"id\":64}").text("status")).contains("pong");
        receive("{\"command\":\"START_DEMO\",\"id\":0}");
        assertThat(receive("{\"command\":\"PING\"}")).last().isInstanceOf(Close.class);
    }

    @Test
    void repliesWithoutIdsComeInOrder() throws Exception {
        authenticate();
        Run slow = (Run) receive("{\"command\":\"START_DEMO\"}").getFirst();
        assertThat(receive("{\"command\":\"PING\"}")).containsExactly(new Hold("{\"status\":\"pong\"}"));
        assertThat(receive("{\"command\":\"NOPE\"}")).singleElement().isInstanceOf(Hold.class);
        assertThat(receive("{\"command\":\"PING\",\"id\":1}")).hasSize(1);
        List<IpcAction> actions = session.answered(slow.ticket(), "{\"ok\":true}");
        assertThat(actions).hasSize(3).first().isEqualTo(new Send("{\"ok\":true}"));
        assertThat(code(actions.get(2))).isEqualTo("unknown_command");
    }
}
