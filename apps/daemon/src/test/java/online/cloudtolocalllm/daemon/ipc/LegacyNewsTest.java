package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.junit.jupiter.api.Test;

/** When an old client is told that a connection has changed. */
class LegacyNewsTest extends OldTalk {

    @Test
    void newsWaitsUntilTheAnswerAndComesWithItInOnePiece() throws Exception {
        open();
        IpcAction.Run run = run(receive(TAGS));
        assertThat(session.news(changed("error"))).isEmpty();
        assertThat(session.news(changed("connected"))).isEmpty();
        List<IpcAction> sent =
                session.answered(run.ticket(), run.ticket().text(JsonObject.of("result", JsonObject.EMPTY)));
        assertThat(sent).hasSize(1);
        assertThat(texts(sent))
                .containsExactly(
                        "{'command':'CONNECTION_STATUS_CHANGED','result':{}}",
                        "{'command':'CONNECTION_STATUS_CHANGED','connection_type':'local_ollama',"
                                + "'status':{'state':'connected'}}");
        assertThat(session.news(changed("error"))).contains(changed("error"));
    }

    @Test
    void whatIsOnlyToldDoesNotHoldItBack() throws Exception {
        open();
        IpcAction.Run run = run(receive(STATUS));
        assertThat(session.news(changed("error"))).isEmpty();
        assertThat(receive(WISH)).isEmpty();
        assertThat(answer(run, Replies.status(new FakeControl().status())).getLast())
                .isEqualTo(changed("error").replace('"', '\''));
        assertThat(session.news(changed("connected"))).contains(changed("connected"));
        assertThat(answer(run(receive(TAGS)), JsonObject.of("result", JsonObject.EMPTY)))
                .containsExactly("{'command':'CONNECTION_STATUS_CHANGED','result':{}}");
    }

    @Test
    void itComesAfterTheLastOfTheAnswersThatAreAwaited() throws Exception {
        open();
        IpcAction.Run first = run(receive(TAGS));
        assertThat(session.news(changed("error"))).isEmpty();
        assertThat(receive(STATUS)).isEmpty();
        List<IpcAction> after =
                session.answered(first.ticket(), first.ticket().text(JsonObject.of("result", JsonObject.EMPTY)));
        assertThat(texts(after)).containsExactly("{'command':'CONNECTION_STATUS_CHANGED','result':{}}");
        IpcAction.Run second = (IpcAction.Run) after.getLast();
        assertThat(answer(second, Replies.status(new FakeControl().status())))
                .hasSize(2)
                .endsWith(changed("error").replace('"', '\''));
    }

    @Test
    void aRequestThatIsRefusedAtOnceDoesNotHoldItBack() throws Exception {
        open();
        IpcAction.Run run = run(receive(TAGS));
        assertThat(session.news(changed("error"))).isEmpty();
        assertThat(receive(TAGS.replace("GET", "BREW"))).isEmpty();
        assertThat(answer(run, JsonObject.of("result", JsonObject.EMPTY)))
                .hasSize(3)
                .endsWith(changed("error").replace('"', '\''));
        assertThat(session.news(changed("connected"))).contains(changed("connected"));
    }

    private static String changed(String state) {
        return new DaemonEvent.ConnectionChanged("local_ollama", JsonObject.of("state", state))
                .toJson()
                .toJson();
    }
}
