package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import online.cloudtolocalllm.protocol.ipc.IconState;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an old client is answered, when, and in which words; and what it may not do. */
class LegacySessionTest extends OldTalk {

    @Test
    void nobodyIsLetInByStandard() throws Exception {
        assertThat(receive(STATUS).toString()).contains("auth_required");
        assertThat(session.maySpeakLater()).isFalse();
    }

    @Test
    void theStatusComesInTheWordsOfBoth() throws Exception {
        open();
        IpcAction.Run run = run(receive(STATUS));
        assertThat(run.command()).isEqualTo(new IpcCommand.Status());
        JsonObject reply = Replies.status(new FakeControl().status());
        assertThat(answer(run, reply).getFirst())
                .startsWith("{'command':'CONNECTION_STATUS_CHANGED','connection_type':'_all',"
                        + "'status':{'local_ollama':{'state':'connected',")
                .contains("'cloud_proxy':{")
                .doesNotContain("snapshot");
        assertThat(session.quiet()).isTrue();
    }

    @Test
    void anAnswerIsAnObjectInAscii() throws Exception {
        open();
        assertThat(answer(run(receive(TAGS)), JsonObject.of("result", "Grüße 👋", "served_by", "x")))
                .containsExactly("{'command':'CONNECTION_STATUS_CHANGED',"
                        + "'result':{'value':'Gr\\u00fc\\u00dfe \\ud83d\\udc4b'},'served_by':'x'}");
        assertThat(answer(run(receive(TAGS)), JsonObject.of("error", "no", "status", "x")))
                .containsExactly("{'command':'CONNECTION_STATUS_CHANGED','error':'no'}");
    }

    @Test
    void anIdIsRepeatedToThoseWhoGiveOne() throws Exception {
        open();
        assertThat(texts(receive("{'command':'PING','id':7}"))).containsExactly("{'id':7,'status':'pong'}");
        assertThat(texts(receive("{'command':'UPDATE_TOOLTIP','text':'x','id':8}")))
                .containsExactly("{'id':8,'ok':true}");
        assertThat(answer(run(receive(TAGS.replace("}", ",'id':9}"))), JsonObject.of("result", JsonObject.EMPTY)))
                .containsExactly("{'command':'CONNECTION_STATUS_CHANGED','id':9,'result':{}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'command':'UPDATE_TOOLTIP','text':'x'}",
                "{'command':'UPDATE_ICON','state':'idle'}",
                "{'command':'AUTH_STATUS','authenticated':true}",
                "{'command':'UPDATE_CONNECTION_STATUS','status':{'connected':true}}"
            })
    void whatTheAppOnlyTellsIsNotAnswered(String line) throws Exception {
        open();
        assertThat(receive(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET_CONFIG", "SET_CONFIG", "LEGACY", "CREATE_KEY", "TOKEN_STATUS", "START_DEMO", "SUBSCRIBE"})
    void everythingElseNeedsAProof(String command) throws Exception {
        open();
        receive(WISH);
        assertThat(texts(receive("{'command':'" + command + "'}")).getFirst())
                .contains("'code':'auth_required'")
                .doesNotContain("CONNECTION_STATUS_CHANGED");
    }

    @Test
    void oneRequestAtATimeAndInOrder() throws Exception {
        open();
        IpcAction.Run first = run(receive(TAGS));
        assertThat(receive("{'command':'PING'}")).isEmpty();
        assertThat(receive(STATUS)).isEmpty();
        List<IpcAction> after =
                session.answered(first.ticket(), first.ticket().text(JsonObject.of("result", JsonObject.EMPTY)));
        assertThat(texts(after))
                .containsExactly("{'command':'CONNECTION_STATUS_CHANGED','result':{}}", "{'status':'pong'}");
        assertThat(after.getLast()).isInstanceOf(IpcAction.Run.class);
    }

    @Test
    void itIsAnAppAndIsToldHowConnectionsAre() throws Exception {
        open();
        String wish = "{\"command\":\"UPDATE_ICON\",\"state\":\"error\"}";
        assertThat(session.received(new IpcLine.Message(Json.parseObject(wish), wish.length())))
                .containsExactly(
                        new IpcAction.Trust("chat/original"),
                        new IpcAction.Note(new IpcCommand.Subscribe()),
                        new IpcAction.Note(new IpcCommand.Wish(
                                new ClientWishes(Optional.empty(), Optional.of(IconState.ERROR), Optional.empty()))));
    }

    @Test
    void anAnswerThatNobodyWaitsForAnyMoreDoesNotComeInThePlaceOfTheNext() throws Exception {
        open();
        IpcAction.Run late = run(receive(TAGS));
        clock.advance(LegacySession.PATIENCE);
        List<IpcAction> actions = receive(STATUS);
        assertThat(actions.getFirst()).isInstanceOf(IpcAction.GiveUp.class);
        IpcAction.Run next = (IpcAction.Run) actions.getLast();
        String text = late.ticket().text(JsonObject.of("error", "cancelled"));
        assertThat(session.answered(late.ticket(), text)).containsExactly(new IpcAction.Write("", text.length()));
        assertThat(answer(next, Replies.status(new FakeControl().status()))).hasSize(1);
    }

    @Test
    void whoOnlyPingsHasNotGivenUp() throws Exception {
        open();
        IpcAction.Run slow = run(receive(TAGS));
        clock.advance(Duration.ofSeconds(30));
        assertThat(receive("{'command':'PING'}")).isEmpty();
        assertThat(answer(slow, JsonObject.of("result", JsonObject.EMPTY))).hasSize(2);
    }

    @Test
    void aTokenIsStoredBesideWhatRunsAndNeverSaid() throws Exception {
        open();
        IpcAction.Run token = run(receive(TOKEN));
        assertThat(token.command()).isInstanceOf(IpcCommand.Ask.class);
        IpcAction.Run status = run(receive(STATUS));
        assertThat(answer(token, Replies.ok().with("stored", "file"))).isEmpty();
        assertThat(answer(status, Replies.status(new FakeControl().status()))).hasSize(1);
        assertThat(answer(run(receive(TOKEN)), Replies.error("no", "not_secure")))
                .containsExactly("{'error':'no','code':'not_secure'}");
        assertThat(answer(run(receive(TOKEN.replace("}", ",'id':1}"))), Replies.ok()))
                .containsExactly("{'id':1,'ok':true}");
        for (int i = 0; i < 4; i++) {
            run(receive(TOKEN));
        }
        assertThat(texts(receive(TOKEN)).getFirst()).contains("too_many_requests");
    }

    @Test
    void quitEndsThisSessionOnly() throws Exception {
        open();
        run(receive(TAGS));
        assertThat(receive("{'command':'QUIT'}")).containsExactly(new IpcAction.Close());
        assertThat(receive(STATUS)).isEmpty();
    }

    @Test
    void theSessionEndsWhenTheTimeIsOver() throws Exception {
        open();
        receive(WISH);
        assertThat(session.look()).isEmpty();
        clock.advance(Duration.ofMinutes(15));
        assertThat(session.look()).containsExactly(new IpcAction.Close());
        assertThat(session.look()).isEmpty();
    }

    @Test
    void noLineIsCarriedOutAfterTheTime() throws Exception {
        open();
        receive(WISH);
        clock.advance(Duration.ofMinutes(15));
        assertThat(receive(STATUS)).containsExactly(new IpcAction.Close());
    }

    @Test
    void aClientThatPingedMayStillProveItself() throws Exception {
        open();
        receive("{'command':'PING'}");
        assertThat(receive(Conversation.HELLO.strip()).toString()).contains("\"response\":\"HELLO\"");
        assertThat(receive(Conversation.AUTH.strip()).toString()).contains("\"ok\":true");
        assertThat(receive("{'command':'QUIT'}")).containsExactly(new IpcAction.Quit());
    }

    @Test
    void aClientThatAskedMayNot() throws Exception {
        open();
        receive(WISH);
        assertThat(receive(Conversation.HELLO.strip()).toString()).contains("auth_required");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{'command':'PROXY_REQUEST','method':'GET','path':'@evil.example/x'} | bad_path",
                "{'command':'PROXY_REQUEST','method':'BREW','path':'/api/tags'}      | bad_request"
            })
    void whatIsWrongIsToldToWhoeverWaits(String line, String code) throws Exception {
        open();
        assertThat(texts(receive(line)).getFirst())
                .startsWith("{'command':'CONNECTION_STATUS_CHANGED','error':")
                .contains("'code':'" + code + "'");
    }

    @Test
    void aStreamIsAskedForWhole() throws Exception {
        open();
        IpcAction.Run run = run(receive("{'command':'PROXY_REQUEST','stream':true,'method':'POST','path':'/api/chat',"
                + "'data':{'model':'m','stream':true}}"));
        assertThat(((IpcCommand.Proxy) run.command()).call().body().orElseThrow())
                .isEqualTo(new ProxyBody.Tree(JsonObject.of("model", "m", "stream", false)));
    }

    @Test
    void nothingBeginsWhileTheDaemonStops() throws Exception {
        open();
        stopping = true;
        assertThat(texts(receive(TAGS)).getFirst()).contains("'code':'stopping'");
        assertThat(texts(receive(TOKEN)).getFirst()).contains("'code':'stopping'");
        run(receive(STATUS));
    }
}
