package online.cloudtolocalllm.daemon.report;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessLogTest {

    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("requests");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Queue<Runnable> asked = new ArrayDeque<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @BeforeEach
    void open() {
        lines.setContext(context);
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.INFO);
    }

    @AfterEach
    void close() {
        timer.shutdownNow();
        timer.close();
        context.stop();
    }

    @Test
    void nothingIsWrittenOnTheThreadThatTells() {
        AccessLog log = new AccessLog(logger, timer, asked::add);
        log.accept(Records.chat("tiny"));
        log.accept(Records.chat("tiny"));
        assertThat(lines.list).isEmpty();
        assertThat(asked).hasSize(1);
        asked.remove().run();
        assertThat(lines.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.INFO, Level.INFO);
    }

    @Test
    void tooManyAreCounted() {
        AccessLog log = new AccessLog(logger, timer, asked::add);
        for (int i = 0; i < AccessLog.QUEUE + 40; i++) {
            log.accept(Records.chat("tiny"));
        }
        asked.remove().run();
        assertThat(log.left()).isEqualTo(40);
        assertThat(lines.list).hasSize(AccessLog.QUEUE + 1);
        assertThat(lines.list.getLast().getFormattedMessage())
                .isEqualTo("40 more requests were too many for a line each");
    }

    @Test
    void itWritesAgainAfterAPause() throws Exception {
        try (var worker = Executors.newSingleThreadExecutor()) {
            AccessLog log = new AccessLog(logger, timer, worker);
            for (int i = 1; i <= 3; i++) {
                log.accept(Records.chat("tiny"));
                int expected = i;
                assertThat(Until.holds(Until.LIMIT, () -> lines.list.size() == expected))
                        .isTrue();
            }
        }
    }

    @Test
    void closingWritesWhatWaitsAndTakesNoMore() {
        AccessLog log = new AccessLog(logger, timer, asked::add);
        log.accept(Records.chat("tiny"));
        log.close();
        log.accept(Records.chat("tiny"));
        assertThat(lines.list).hasSize(1);
    }

    @Test
    void aLogThatIsSetToWarnCostsNothing() {
        logger.setLevel(Level.WARN);
        AccessLog log = new AccessLog(logger, timer, asked::add);
        log.accept(Records.chat("tiny"));
        assertThat(asked).isEmpty();
    }
}
