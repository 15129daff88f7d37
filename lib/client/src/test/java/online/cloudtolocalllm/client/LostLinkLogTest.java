package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The reason for which a link was lost is found in the log: the attempt that follows has none. */
class LostLinkLogTest extends LinkScene {

    private record Written(BlockingQueue<String> lines) implements System.Logger {

        @Override
        public String getName() {
            return "written";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String text, @Nullable Throwable thrown) {
            lines.add(level + " " + text);
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... values) {
            lines.add(level + " " + (format == null ? "" : MessageFormat.format(format, values)));
        }
    }

    private final Written log = new Written(new LinkedBlockingQueue<>());
    private final CurrentLink current = new CurrentLink();

    private Thread keeper() {
        current.announcer().onState(states::add);
        current.announcer().start();
        return Thread.ofVirtual().start(new LinkKeeper(current, options, FAST, log));
    }

    private void end(Thread keeper) throws InterruptedException {
        current.close().ifPresent(DaemonLink::close);
        keeper.interrupt();
        assertThat(keeper.join(Until.LIMIT)).isTrue();
    }

    @Test
    void whyALinkWasLostIsWritten() throws Exception {
        try (FakeDaemon daemon = daemon()) {
            Thread keeper = keeper();
            await(LinkState.Connected.class);
            daemon.crash();
            String start = "INFO the link to the daemon was lost: ";
            assertThat(log.lines().poll(20, TimeUnit.SECONDS)).startsWith(start).hasSizeGreaterThan(start.length());
            end(keeper);
        }
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void anEndThatSomebodyWantedIsNone() throws Exception {
        try (FakeDaemon daemon = daemon()) {
            Thread keeper = keeper();
            await(LinkState.Connected.class);
            assertThat(Until.holds(LIMIT, () -> !daemon.clients().isEmpty())).isTrue();
            daemon.shutDown();
            await(LinkState.Stopped.class);
            end(keeper);
        }
        assertThat(log.lines()).isEmpty();
    }
}
