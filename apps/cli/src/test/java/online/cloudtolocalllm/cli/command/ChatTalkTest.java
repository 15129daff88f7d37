package online.cloudtolocalllm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import online.cloudtolocalllm.cli.fake.AskedDaemon;
import online.cloudtolocalllm.cli.fake.AskedDaemon.Answering;
import online.cloudtolocalllm.cli.fake.Scene;
import online.cloudtolocalllm.cli.fake.Scene.Ending;
import online.cloudtolocalllm.cli.fake.Statuses;
import online.cloudtolocalllm.cli.fake.Typist;
import online.cloudtolocalllm.cli.keyboard.Typed;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A conversation at a terminal. */
class ChatTalkTest {

    private static final String DONE = "{'model':'tiny','message':{'content':''},'done':true}";
    private static final Answering USUAL = to -> to.head()
            .pieces(
                    "{'message':{'content':'answer %d'},'done':false}"
                            .formatted(to.request()
                                    .object("data")
                                    .array("messages")
                                    .objects()
                                    .size()),
                    DONE)
            .end();

    @TempDir
    Path home;

    private final Typist typist = new Typist();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void questionsBuildUponEachOther() throws Exception {
        try (AskedDaemon daemon = daemon(USUAL)) {
            Ending ending = talk("one", "", "tw\\", "o", "/system be short", "three", "/clear", "/system none", "four");
            assertThat(ending.out()).isEqualTo("answer 1\nanswer 3\nanswer 6\nanswer 1\n");
            assertThat(ending.err())
                    .startsWith("llama3.2 through local_ollama. /help shows what can be typed; Ctrl-D leaves.\n")
                    .contains(
                            "● local_ollama · tiny",
                            "Instructions: be short\n",
                            "A new conversation.",
                            "No instructions.");
            assertThat(ending.exitCode()).isZero();
            assertThat(daemon.bodies().get(1).array("messages").objects())
                    .extracting(message -> message.text("content", ""))
                    .containsExactly("one", "answer 1", "tw\no");
        }
        assertThat(typist.prompts()).startsWith("> ", "> ", "> ", ". ", "> ");
        assertThat(typist.recalled()).startsWith("one", "tw\no", "/system be short");
        assertThat(typist.isClosed()).isTrue();
    }

    @Test
    void whatWasTypedComesBackNextTime() throws Exception {
        try (AskedDaemon daemon = daemon(USUAL)) {
            talk("one", " secret", "/bye", "never asked");
            assertThat(daemon.asked()).hasSize(2);
        }
        Typist next = new Typist();
        try (AskedDaemon daemon = daemon(USUAL)) {
            scene().keyboard(next).run("chat");
            assertThat(daemon.asked()).isEmpty();
        }
        assertThat(next.recalled()).containsExactly("one", "/bye");
    }

    @Test
    void anotherModelIsAskedAndTheModelsAreShown() throws Exception {
        try (AskedDaemon daemon = daemon(USUAL)) {
            Ending ending = talk("/model", "/model other", "hi");
            assertThat(ending.out()).startsWith("  all-embed\n● llama3.2\n");
            assertThat(ending.err()).contains("Now asking other.");
            assertThat(daemon.bodies().getFirst().text("model")).contains("other");
        }
    }

    @Test
    void aFailureIsToldAndTheTalkGoesOnWithoutIt() throws Exception {
        Answering second = to -> {
            if (to.request().object("data").toJson().contains("bad")) {
                to.head().pieces("{'message':{'content':'half'},'done':false}");
                to.fails("upstream_broke", "it broke", OptionalInt.empty());
            } else {
                USUAL.answer(to);
            }
        };
        try (AskedDaemon daemon = daemon(second)) {
            Ending ending = talk("bad", "good");
            assertThat(ending.out()).isEqualTo("half\nanswer 1\n");
            assertThat(ending.err())
                    .contains("error: The answer of local_ollama is not whole, it broke off: it broke.");
            assertThat(ending.exitCode()).isZero();
            assertThat(daemon.asked()).hasSize(2);
        }
    }

    @Test
    void ctrlCStopsTheAnswerAndWhatCameCounts() throws Exception {
        Answering endless = to -> {
            if (to.request().object("data").array("messages").objects().size() > 1) {
                USUAL.answer(to);
                return;
            }
            to.head().pieces("{'message':{'content':'so far '},'done':false}");
            // Behind the answer, since the same thread reads what the client says next.
            Thread.ofVirtual().start(() -> interruptAfter("so"));
        };
        try (AskedDaemon daemon = daemon(endless)) {
            typist.types("go on", "and now").does(new Typed.Interrupted("")).does(new Typed.Interrupted("half"));
            assertThat(Program.run(scene().keyboard(typist).surroundings(out, err), "chat"))
                    .isZero();
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .contains("Stopped.")
                    .containsOnlyOnce("Ctrl-D or /bye leaves.");
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("so far\nanswer 3\n");
            assertThat(Until.holds(Until.LIMIT, () -> daemon.received("CANCEL").size() == 1))
                    .isTrue();
        }
    }

    @Test
    void theConversationCanBeSavedOnce() throws Exception {
        Path file = home.resolve("talk.md");
        Path json = home.resolve("talk.json");
        try (AskedDaemon daemon = daemon(USUAL)) {
            Ending ending = talk(
                    "/save " + file, "/save", "hi", "/save " + file, "/save " + file, "/save " + json, "/save a\0b");
            assertThat(ending.err())
                    .contains(
                            "Nothing was said yet.",
                            "For example: /save talk.md",
                            "Saved to " + file,
                            "is there already");
            assertThat(daemon.asked()).hasSize(1);
        }
        assertThat(file).content().contains("## Question\n\nhi\n\n## Answer\n\nanswer 1\n");
        assertThat(json).content().startsWith("{\"model\":\"llama3.2\",\"messages\":[");
    }

    @Test
    void helpSaysWhatThereIs() throws Exception {
        try (AskedDaemon daemon = daemon(USUAL)) {
            Ending ending = talk("/help", "/nope\u001b");
            assertThat(ending.out()).contains("/model [NAME]", "/save FILE", "/clear", "/bye", "Ctrl-C");
            assertThat(ending.err()).contains("There is no /nope\uFFFD. /help shows what there is.");
            assertThat(daemon.asked()).isEmpty();
        }
    }

    @Test
    void aHistoryThatCannotBeKeptIsToldAndNoMore() throws Exception {
        Files.createDirectories(home.resolve("chat_history/x"));
        try (AskedDaemon daemon = daemon(USUAL)) {
            Ending ending = talk("hi");
            assertThat(ending.err()).contains("What you typed cannot be kept");
            assertThat(ending.out()).isEqualTo("answer 1\n");
            assertThat(daemon.asked()).hasSize(1);
        }
    }

    @Test
    void aTerminalThatCannotBeTypedAtIsToldWithWhatWorks() throws Exception {
        try (AskedDaemon daemon = daemon(USUAL)) {
            Ending ending = scene().run("chat");
            assertThat(ending.exitCode()).isEqualTo(1);
            assertThat(ending.err()).contains("cannot be used for typing", "cloudtolocalllm chat \"");
            assertThat(daemon.asked()).isEmpty();
        }
    }

    private void interruptAfter(String words) {
        try {
            assertThat(Until.holds(Until.LIMIT, () -> out.toString(StandardCharsets.UTF_8)
                            .contains(words)))
                    .isTrue();
            typist.interrupts();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Scene scene() {
        return new Scene(home).terminal(100).with("NO_COLOR", "1");
    }

    private Ending talk(String... lines) {
        return scene().keyboard(typist.types(lines)).run("chat");
    }

    private AskedDaemon daemon(Answering answering) throws Exception {
        return new AskedDaemon(
                scene().locations(),
                answering,
                Statuses.up("local_ollama", ConnectionKind.LOCAL_OLLAMA, "all-embed", "llama3.2"));
    }
}
