package online.cloudtolocalllm.chat.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import online.cloudtolocalllm.chat.model.talk.Kept;
import online.cloudtolocalllm.chat.model.talk.Message;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.files.Locations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it stores. */
class StoreKilledTest {

    private static final int PIECES = 100;

    @TempDir
    private Path home;

    private final StoreScene scene = new StoreScene(() -> home);

    @AfterEach
    void end() {
        scene.close();
    }

    @Test
    void whatWasSaidToBeStoredIsThere() throws IOException, InterruptedException {
        for (int kill = 0; kill < 2; kill++) {
            Saved last = kill();
            Message answer = scene.restarted().unfinished().getLast().message();
            assertThat(answer.number()).isEqualTo(last.message);
            assertThat(answer.text()).startsWith(Saving.text(last.pieces));
            assertThat(scene.store().find("question", 9)).hasSize(kill + 1);
            assertThat(scene.problems()).isEmpty();
        }
    }

    /** What the process said last. */
    private record Saved(long message, int pieces) {}

    /** Ends it in the middle of its work. */
    private Saved kill() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path", ""),
                        Saving.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            Saved last = new Saved(0, 0);
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                String[] parts = line.split(" ", -1);
                last = new Saved(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
                if (last.pieces == PIECES) {
                    process.toHandle().destroyForcibly();
                }
            }
            assertThat(last.pieces).isGreaterThanOrEqualTo(PIECES);
            return last;
        } finally {
            process.toHandle().destroyForcibly();
            process.waitFor();
        }
    }

    /** The program of that process: saves an answer that grows, and says each time that it did. */
    static final class Saving {

        private Saving() {}

        /** Never ends by itself. */
        public static void main(String[] arguments) {
            save(new Locations(Path.of(arguments[0])), System.out);
        }

        private static void save(Locations locations, PrintStream out) {
            try (ConversationStore store = new SqliteStore(locations, TimeSource.system())) {
                long number = store.create(Profile.PLAIN, Samples.AT).number();
                Message question = store.append(number, Message.question(0, "A question", List.of(), Samples.AT));
                Message answer = store.append(number, Message.answer(question.number(), "llama", Samples.AT));
                int pieces = 0;
                while (store.save(Samples.grown(answer, text(pieces), ""), new Kept("kept", pieces))) {
                    out.println(answer.number() + " " + pieces);
                    pieces++;
                }
            }
        }

        static String text(int pieces) {
            return "A piece of the answer.\n".repeat(pieces);
        }
    }
}
