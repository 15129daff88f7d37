package online.cloudtolocalllm.chat.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.client.UnifiedConnectionService;
import online.cloudtolocalllm.client.model.ChatMessage;
import online.cloudtolocalllm.client.model.ChatPiece;
import online.cloudtolocalllm.client.model.ChatRequest;
import online.cloudtolocalllm.client.model.Served;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.ipc.Tried;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.MalformedJsonException;
import online.cloudtolocalllm.testkit.ManualClock;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TalkTest {

    @TempDir
    private Path home;

    private final BlockingQueue<Optional<ChatPiece>> pieces = new LinkedBlockingQueue<>();
    private final List<ChatRequest> asked = new ArrayList<>();
    private final Talk talk = new Talk(this::answer, new ManualClock(), () -> {});

    private RunningAnswer answer(ChatRequest request) {
        asked.add(request);
        return new RunningAnswer() {
            @Override
            public Served served() {
                return new Served("local_ollama", 2, List.of(new Tried("gpu_box", "no route")));
            }

            @Override
            public Optional<ChatPiece> next() throws DaemonException {
                try {
                    Optional<ChatPiece> next = pieces.take();
                    if (next.isPresent() && next.get().content().equals("CUT")) {
                        throw closed();
                    }
                    return next;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void cancel() {
                pieces.add(Optional.of(piece("CUT")));
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    /** Any failure of the library will do. */
    private DaemonException closed() {
        UnifiedConnectionService service = UnifiedConnectionService.open(
                ClientOptions.of(new Locations(home), "test/1").withStart(StartPolicy.NEVER));
        service.close();
        try {
            service.status();
            throw new AssertionError("a closed service answers");
        } catch (DaemonException e) {
            return e;
        }
    }

    private static ChatPiece piece(String content) {
        try {
            return ChatPiece.read(
                    Json.parseObject("{\"message\":{\"role\":\"assistant\",\"content\":\"" + content + "\"}}"));
        } catch (MalformedJsonException e) {
            throw new AssertionError(e);
        }
    }

    private void say(String... contents) {
        for (String content : contents) {
            pieces.add(Optional.of(piece(content)));
        }
    }

    private Turn last() {
        return talk.turns().getLast();
    }

    private void until(Turn.Stage stage) throws Exception {
        assertThat(Until.holds(Until.LIMIT, () -> last().stage() == stage))
                .as("%s", last())
                .isTrue();
    }

    @Test
    void anAnswerGrowsAndEndsWithWhoGaveIt() throws Exception {
        assertThat(talk.ask("llama3.2", "  Why? ")).isTrue();
        assertThat(last().question()).isEqualTo("Why?");
        assertThat(talk.busy()).isTrue();
        say("Be", "cause");
        assertThat(Until.holds(Until.LIMIT, () -> last().answer().equals("Because")))
                .isTrue();
        pieces.add(Optional.empty());
        until(Turn.Stage.DONE);
        assertThat(last().footer())
                .startsWith("local_ollama · llama3.2")
                .endsWith("local_ollama took over (gpu_box: no route)");
        assertThat(talk.busy()).isFalse();
    }

    @Test
    void theNextQuestionTellsWhatWasSaidBefore() throws Exception {
        say("One");
        pieces.add(Optional.empty());
        talk.ask("m", "First?");
        until(Turn.Stage.DONE);
        pieces.add(Optional.empty());
        talk.ask("m", "Second?");
        until(Turn.Stage.DONE);
        assertThat(asked.getLast().messages())
                .containsExactly(ChatMessage.user("First?"), ChatMessage.assistant("One"), ChatMessage.user("Second?"));
    }

    @Test
    void oneQuestionAtATimeAndNoBlankOne() {
        assertThat(talk.ask("m", " \n")).isFalse();
        assertThat(talk.ask("m", "x")).isTrue();
        assertThat(talk.ask("m", "y")).isFalse();
        assertThat(talk.turns()).hasSize(1);
        pieces.add(Optional.empty());
    }

    @Test
    void whatCameBeforeAStopStays() throws Exception {
        talk.ask("m", "x");
        say("half");
        assertThat(Until.holds(Until.LIMIT, () -> last().answer().equals("half")))
                .isTrue();
        talk.stop();
        until(Turn.Stage.STOPPED);
        assertThat(last().answer()).isEqualTo("half");
        assertThat(last().footer()).endsWith("stopped");
        assertThat(last().problem()).isEmpty();
    }

    @Test
    void aNewTalkForgetsTheAnswerThatIsUnderWay() throws Exception {
        talk.ask("m", "x");
        say("half");
        assertThat(Until.holds(Until.LIMIT, () -> last().answer().equals("half")))
                .isTrue();
        talk.clear();
        assertThat(Until.holds(Until.LIMIT, () -> talk.turns().isEmpty())).isTrue();
        talk.ask("m", "y");
        say("new");
        pieces.add(Optional.empty());
        until(Turn.Stage.DONE);
        assertThat(asked.getLast().messages()).containsExactly(ChatMessage.user("y"));
    }

    @Test
    void aBreakIsToldAndNotTakenForAnEnd() throws Exception {
        talk.ask("m", "x");
        say("half", "CUT");
        until(Turn.Stage.FAILED);
        assertThat(last().answer()).isEqualTo("half");
        assertThat(last().problem()).endsWith(".");
        talk.ask("m", "x");
        pieces.add(Optional.empty());
        until(Turn.Stage.DONE);
        assertThat(asked.getLast().messages())
                .as("asked again, the model does not hear of the half")
                .containsExactly(ChatMessage.user("x"));
        assertThat(talk.turns()).as("its reader keeps it").hasSize(2);
        talk.clear();
        assertThat(talk.turns()).isEmpty();
    }
}
