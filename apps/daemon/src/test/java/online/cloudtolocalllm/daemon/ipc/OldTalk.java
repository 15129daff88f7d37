package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.daemon.ipc.legacy.LegacyGate;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import online.cloudtolocalllm.testkit.ManualClock;

/** What is spoken with one client that may be an old one, without a socket. */
abstract class OldTalk {

    static final String STATUS = "{'command':'GET_CONNECTION_STATUS'}";
    static final String TAGS = "{'command':'PROXY_REQUEST','method':'GET','path':'/api/tags','data':null}";
    static final String WISH = "{'command':'UPDATE_TOOLTIP','text':'x'}";
    static final String TOKEN = "{'command':'UPDATE_AUTH_TOKEN','token':'t'}";

    final ManualClock clock = new ManualClock();
    final LegacyGate gate = new LegacyGate(clock, (after, task) -> () -> {});
    boolean stopping;
    final IpcTalk session = new IpcTalk(
            new IpcSession(
                    Conversation.CREDENTIALS,
                    Conversation.SERVER_NONCE,
                    IpcLimits.STANDARD,
                    () -> true,
                    () -> stopping),
            new LegacySession(gate, IpcLimits.STANDARD, () -> true, () -> stopping));

    final List<IpcAction> receive(String line) throws MalformedJsonException {
        String json = line.replace('\'', '"');
        return session.received(new IpcLine.Message(Json.parseObject(json), json.length())).stream()
                .filter(action -> !(action instanceof IpcAction.Trust) && !(action instanceof IpcAction.Note))
                .toList();
    }

    static IpcAction.Run run(List<IpcAction> actions) {
        assertThat(actions).hasSize(1);
        assertThat(actions.getFirst()).isInstanceOf(IpcAction.Run.class);
        return (IpcAction.Run) actions.getFirst();
    }

    /** The lines that are sent after a command's reply was ready. */
    final List<String> answer(IpcAction.Run run, JsonObject reply) {
        return texts(session.answered(run.ticket(), run.ticket().text(reply)));
    }

    static List<String> texts(List<IpcAction> actions) {
        List<String> lines = new ArrayList<>();
        for (IpcAction action : actions) {
            String text =
                    switch (action) {
                        case IpcAction.Write(String written, int ignored) -> written;
                        case IpcAction.Send(String sent) -> sent;
                        default -> "";
                    };
            if (!text.isEmpty()) {
                lines.addAll(List.of(text.replace('"', '\'').split("\n")));
            }
        }
        return lines;
    }

    final void open() {
        gate.openFor(Duration.ofMinutes(15));
    }
}
