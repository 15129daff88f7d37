package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import online.cloudtolocalllm.chat.store.SqliteStore;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.AppProcess;
import online.cloudtolocalllm.testkit.process.Command;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.testkit.upstream.After;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import online.cloudtolocalllm.testkit.upstream.SeenRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The main window with a real daemon and real connections: a whole conversation, and everything that may happen to one. */
class ChatWindowTest {

    private static final String LAST = "{\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,"
            + "\"done_reason\":\"stop\",\"eval_count\":3,\"eval_duration\":1000000000}";

    private ScriptedUpstream near;
    private ScriptedUpstream far;
    private TemporaryHome home;

    @BeforeEach
    void make() throws Exception {
        near = ScriptedUpstream.ollama();
        far = ScriptedUpstream.ollama(Offer.usual().withPieces("from ", "far"));
        home = TemporaryHome.with(Connections.none().local(near.url()).other("gpu_box", "ollama", far.url(), 50));
    }

    @AfterEach
    void delete() throws Exception {
        home.close();
        near.close();
        far.close();
    }

    private static Reply.Streamed saying(String... pieces) {
        List<String> lines = Stream.of(pieces)
                .map(piece -> JsonObject.of("message", JsonObject.of("role", "assistant", "content", piece))
                        .with("done", false)
                        .toJson())
                .toList();
        return Reply.ndjson(Stream.concat(lines.stream(), Stream.of(LAST)).toList());
    }

    @Test
    void aWholeConversationIsThereAgainAtTheNextStart() throws Exception {
        near.on(Gateway.CHAT, saying("Water ", "falls."), saying("Better ", "so."), saying("It ", "**rises**."));
        try (DaemonProcess daemon = Programs.startDaemon(home)) {
            assertThat(daemon.url()).isNotEmpty();
            try (OpenChatWindow window = new OpenChatWindow(home.locations())) {
                window.ask("What does water do?");
                assertThat(window.sees("Water falls.")).isTrue();
                assertThat(window.sees("local_ollama · tiny"))
                        .as("who answered")
                        .isTrue();
                window.click("#again");
                assertThat(window.sees("Better so.")).isTrue();
                assertThat(window.sees("2/2")).as("both answers are kept").isTrue();
                window.ask("And steam?");
                assertThat(window.sees("It rises.")).isTrue();
            }
            List<SeenRequest> asked = near.requests(Gateway.CHAT);
            assertThat(asked).hasSize(3);
            assertThat(asked.get(2).body().utf8())
                    .as("the model is told what was said")
                    .contains("What does water do?", "Better so.", "And steam?")
                    .doesNotContain("Water falls.");
            try (OpenChatWindow window = new OpenChatWindow(home.locations())) {
                window.click("#conversation-1");
                assertThat(window.sees("It rises.")).isTrue();
                assertThat(window.sees("Better so.")).isTrue();
                window.robot().push(KeyCode.CONTROL, KeyCode.K);
                window.robot().write("falls");
                assertThat(window.sees("Water falls.")).as("where it was found").isTrue();
                window.robot().type(KeyCode.DOWN);
                window.robot().type(KeyCode.ENTER);
                assertThat(window.sees("1/2"))
                        .as("the version that has the word")
                        .isTrue();
            }
        }
    }

    @Test
    void whatIsStoppedEndsAtTheServerAndGoesOnWhenItIsWished() throws Exception {
        Gate never = new Gate();
        near.on(Gateway.CHAT, saying("one ", "two ", "three ").holdAfter(2, never), saying("and three."));
        try (DaemonProcess daemon = Programs.startDaemon(home);
                OpenChatWindow window = new OpenChatWindow(home.locations())) {
            assertThat(daemon.url()).isNotEmpty();
            window.ask("Count.");
            assertThat(window.sees("one two")).isTrue();
            window.robot().type(KeyCode.ESCAPE);
            near.awaitClientGone(near.awaitRequest(Gateway.CHAT));
            assertThat(window.sees("stopped")).isTrue();
            window.click("#go-on");
            assertThat(window.sees("one two and three."))
                    .as("in the same message")
                    .isTrue();
        }
        never.open();
    }

    @Test
    void anotherConnectionTakesOverAndSaysSo() throws Exception {
        near.on(Gateway.CHAT, saying("I am ", "near."));
        try (DaemonProcess daemon = Programs.startDaemon(home);
                OpenChatWindow window = new OpenChatWindow(home.locations())) {
            assertThat(daemon.url()).isNotEmpty();
            window.ask("Who?");
            assertThat(window.sees("I am near.")).isTrue();
            near.always(Gateway.CHAT, new Fault.Refuses(503));
            window.ask("And now?");
            assertThat(window.sees("from far")).isTrue();
            assertThat(window.sees("gpu_box took over")).isTrue();
        }
    }

    @Test
    void anAnswerThatBreaksOffStaysAndSaysWhy() throws Exception {
        Reply cut = saying("half of ", "it ", "never");
        near.on(Gateway.CHAT, new Fault.CutByFin(cut, After.chunks(2)), saying("all of it."));
        try (DaemonProcess daemon = Programs.startDaemon(home);
                OpenChatWindow window = new OpenChatWindow(home.locations())) {
            assertThat(daemon.url()).isNotEmpty();
            window.ask("Tell.");
            assertThat(window.sees("half of it")).isTrue();
            assertThat(window.until(() -> window.isOpen("#ask-again"))).isTrue();
            assertThat(window.shows("from far"))
                    .as("what had begun is not mixed")
                    .isFalse();
            window.click("#ask-again");
            assertThat(window.sees("all of it.")).isTrue();
        }
    }

    @Test
    void aDaemonThatIsKilledLeavesWhatCameAndTheNextOneGoesOn() throws Exception {
        Gate never = new Gate();
        near.on(Gateway.CHAT, saying("so ", "far ", "never").holdAfter(2, never), saying("and on."));
        try (OpenChatWindow window = new OpenChatWindow(home.locations())) {
            try (DaemonProcess daemon = Programs.startDaemon(home)) {
                window.connect();
                window.ask("Tell.");
                assertThat(window.sees("so far")).isTrue();
                daemon.kill();
            }
            assertThat(window.sees("The daemon is not running")).isTrue();
            try (DaemonProcess next = Programs.startDaemon(home)) {
                assertThat(next.url()).isNotEmpty();
                window.connect();
                assertThat(window.until(() -> window.isOpen("#go-on"))).isTrue();
                window.click("#go-on");
                assertThat(window.sees("so far and on.")).isTrue();
            }
        }
        never.open();
    }

    @Test
    void anAnswerGoesOnWhileTheWindowIsGoneAndIsFetchedAgain() throws Exception {
        Gate gate = new Gate();
        near.on(Gateway.CHAT, saying("before ", "and ", "after.").holdAfter(1, gate));
        try (DaemonProcess daemon = Programs.startDaemon(home)) {
            assertThat(daemon.url()).isNotEmpty();
            Command window = Command.java(
                            Programs.CLASS_PATH, AskingWindow.class.getName(), "What was there?", "before")
                    .javaOptions(List.of(
                            "-Dglass.platform=Headless",
                            "-Dprism.order=sw",
                            "-Dtestfx.robot=glass",
                            "--enable-native-access=ALL-UNNAMED",
                            "--sun-misc-unsafe-memory-access=allow"))
                    .in(home);
            try (AppProcess asking = AppProcess.start(window)) {
                asking.awaitOutputLine("asked"::equals);
                // What is seen is stored a moment later.
                assertThat(Until.holds(Until.LIMIT, this::isKept)).isTrue();
                asking.kill();
            }
            try (OpenChatWindow next = new OpenChatWindow(home.locations())) {
                assertThat(next.sees("What was there?")).isTrue();
                gate.open();
                next.click("#conversation-1");
                assertThat(next.sees("before and after.")).isTrue();
            }
            assertThat(near.requests(Gateway.CHAT)).as("asked once").hasSize(1);
        }
    }

    private boolean isKept() {
        try (SqliteStore store = new SqliteStore(home.locations(), TimeSource.system())) {
            return store.unfinished().stream().anyMatch(answer -> answer.kept().there());
        }
    }
}
