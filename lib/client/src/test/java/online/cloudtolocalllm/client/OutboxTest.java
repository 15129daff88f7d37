package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import online.cloudtolocalllm.client.DaemonException.Effect;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known about the effect of a command that waits, was taken back, or left. */
class OutboxTest {

    private static final JsonObject COMMAND = JsonObject.of("command", "X");

    @TempDir
    Path folder;

    private final Outbox outbox = new Outbox();

    private static CommandLine line() throws DaemonException {
        return CommandLine.of(COMMAND, 1, 1_000);
    }

    @Test
    void whatCanNotBeTakenBackMayHaveTakenEffectAlsoBeforeItsBytesAreAskedFor() throws Exception {
        CommandLine line = line();
        assertThat(outbox.putNow(line)).isTrue();
        assertThat(line.effect()).isEqualTo(Effect.NONE);
        assertThat(outbox.take()).containsSame(line);
        assertThat(outbox.withdraw(line)).isFalse();
        assertThat(line.effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(new String(line.bytes(), StandardCharsets.UTF_8)).endsWith("\n");
    }

    @Test
    void whatWasTakenBackAndWhatTheEndOfTheLinkLeftHasNoEffect() throws Exception {
        CommandLine back = line();
        CommandLine left = line();
        assertThat(outbox.putNow(back)).isTrue();
        assertThat(outbox.putNow(left)).isTrue();
        assertThat(outbox.withdraw(back)).isTrue();
        outbox.close();
        assertThat(outbox.take()).isEmpty();
        assertThat(back.effect()).isEqualTo(Effect.NONE);
        assertThat(left.effect()).isEqualTo(Effect.NONE);
    }

    @Test
    void aStreamWhoseReaderIsInterruptedIsStillSent() throws Exception {
        Locations locations = new Locations(folder.resolve("home"));
        try (FakeDaemon daemon = FakeDaemon.scripted(locations, (request, client) -> true);
                DaemonLink link = DaemonLink.connect(locations, "test/1.0", Until.LIMIT, LinkListener.none());
                AnswerStream stream = link.stream(COMMAND, Deadline.after(Until.LIMIT))) {
            Thread.currentThread().interrupt();
            DaemonException.Interrupted e = catchThrowableOfType(DaemonException.Interrupted.class, stream::next);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(e.effect()).isEqualTo(Effect.UNKNOWN);
            link.start();
            assertThat(Until.holds(Until.LIMIT, () -> daemon.received("X").size() == 1))
                    .isTrue();
        }
    }
}
