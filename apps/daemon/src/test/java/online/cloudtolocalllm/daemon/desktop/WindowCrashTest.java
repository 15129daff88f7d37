package online.cloudtolocalllm.daemon.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.daemon.desktop.Windows.Outcome;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.Test;

/** What is told of a window that ends after it had opened. */
class WindowCrashTest extends WindowScene {

    @Test
    void oneThatCrashesAfterItHadOpenedIsTold() throws Exception {
        BlockingQueue<Windows.Crash> crashes = new LinkedBlockingQueue<>();
        windows.whenCrashed(crashes::add);
        List<Integer> codes = List.of(0, 129, 130, 143, 3);
        for (int code : codes) {
            Path go = folder.resolve("go" + code);
            launcher.does("while [ ! -e '" + go + "' ]; do sleep 0.02; done; echo 'out of memory'; exit " + code);
            var shown = windows.show(WindowKind.CHAT, "");
            assertThat(launcher.awaitStarted(codes.indexOf(code) + 1)).isTrue();
            ProcessHandle process = launcher.process(codes.indexOf(code));
            FakeClient window = FakeClient.of("chat/" + code);
            clients.join(window);
            assertThat(outcome(shown)).isEqualTo(new Outcome.Started());
            Files.createFile(go);
            process.onExit().get(Until.LIMIT.toSeconds(), TimeUnit.SECONDS);
            clients.leave(window);
        }
        assertThat(crashes.poll(Until.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isEqualTo(new Windows.Crash(WindowKind.CHAT, "The chat window ended with exit code 3: out of memory"));
        assertThat(crashes).isEmpty();
    }
}
