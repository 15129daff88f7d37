package online.cloudtolocalllm.daemon.gateway;

import static online.cloudtolocalllm.daemon.gateway.AttackedGateway.CHAT;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.Set;
import online.cloudtolocalllm.config.daemon.KeyNeed;
import online.cloudtolocalllm.daemon.peer.Peers;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.Header;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A fault in the gateway's own code is told to the client and to the log. */
@ExtendWith(NoBufferLeaks.class)
class UnexpectedFailureTest {

    private volatile boolean asError;

    private final KeyCheck broken = new KeyCheck() {

        @Override
        public KeyNeed need() {
            if (asError) {
                throw new AssertionError("as the test wants it");
            }
            throw new IllegalStateException("as the test wants it");
        }

        @Override
        public Caller caller(List<String> keys) {
            return new Caller.Anonymous();
        }
    };

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itIsAnsweredAndLogged(boolean error) throws Exception {
        asError = error;
        Logger logger = (Logger) LoggerFactory.getLogger(error ? Interruptions.class : FrontDoor.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        logger.setAdditive(false);
        try (ScriptedUpstream upstream = ScriptedUpstream.ollama();
                GatewayFixture gateway = new GatewayFixture()
                        .local(upstream)
                        .guards(new Guards(new AccessRules(Set.of(), Set.of()), Peers.UNKNOWN, broken))
                        .open()) {
            Answer answer = RawHttp.post(gateway.address(), "/api/chat", CHAT, new Header("X-Request-Id", "mine"));
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.head().closes()).isTrue();
            assertThat(answer.text()).contains("See tray.log");
            assertThat(upstream.requests("/api/chat")).isEmpty();
        } finally {
            logger.detachAppender(log);
            logger.setAdditive(true);
        }
        assertThat(log.list).hasSize(1).first().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
            assertThat(event.getFormattedMessage())
                    .contains(error ? "(none)" : "mine")
                    .doesNotContain("content");
        });
    }
}
