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

    private static String changed(String state) {
        return new DaemonEvent.ConnectionChanged("local_ollama", JsonObject.of("state", state))
                .toJson()
                .toJson();
    }
}
