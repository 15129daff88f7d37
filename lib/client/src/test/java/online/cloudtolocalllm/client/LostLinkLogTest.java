package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The reason for which a link was lost is found in the log: the attempt that follows has none. */
class LostLinkLogTest extends LinkScene {

    /** What is behind System.Logger where a program brings nothing else; held, or it would be collected with its handler. */
    private final Logger logger = Logger.getLogger(LinkKeeper.class.getName());

    private final BlockingQueue<String> written = new LinkedBlockingQueue<>();

    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().equals(Level.INFO)) {
                written.add(new SimpleFormatter().formatMessage(entry));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(handler);
    }

    @Test
    void whyALinkWasLostIsWritten() throws Exception {
        LastingLink link = open();
        try (FakeDaemon daemon = daemon()) {
            link.request(ping(), LIMIT);
            daemon.crash();
            assertThat(written.poll(20, TimeUnit.SECONDS))
                    .startsWith("the link to the daemon was lost: ")
                    .hasSizeGreaterThan("the link to the daemon was lost: ".length());
            closed(link);
        }
        assertThat(written).isEmpty();
    }

    @Test
    void anEndThatSomebodyWantedIsNone() throws Exception {
        LastingLink link = open();
        try (FakeDaemon daemon = daemon()) {
            link.request(ping(), LIMIT);
            daemon.shutDown();
            await(LinkState.Stopped.class);
            closed(link);
        }
        assertThat(written).isEmpty();
    }
}
