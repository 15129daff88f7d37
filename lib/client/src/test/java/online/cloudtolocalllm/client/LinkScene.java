package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import org.junit.jupiter.api.BeforeEach;

/** A home, a lasting link that starts nothing, and the states that it tells; nothing may be left behind. */
abstract class LinkScene extends HomeScene {

    static final Duration LIMIT = Until.LIMIT;

    /** As in use, but faster. */
    static final LinkTimes FAST = new LinkTimes(
            new Backoff(Duration.ofMillis(10), Duration.ofMillis(50)),
            new Backoff(Duration.ofMillis(10), Duration.ofMillis(50)),
            Duration.ofSeconds(10),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofMillis(1),
            Duration.ofMillis(20),
            Duration.ofSeconds(10));

    ClientOptions options = ClientOptions.of(new Locations(Path.of("unset")), "test/1.0");
    final BlockingQueue<LinkState> states = new LinkedBlockingQueue<>();

    @BeforeEach
    void usual() {
        options = ClientOptions.of(locations, "test/1.0").withStart(StartPolicy.NEVER);
    }

    LastingLink open() {
        return open(FAST);
    }

    LastingLink open(LinkTimes times) {
        return LastingLink.open(options, times, states::add);
    }

    FakeDaemon daemon() throws Exception {
        return FakeDaemon.scripted(options.locations(), (request, client) -> false);
    }

    <T extends LinkState> T await(Class<T> kind) throws InterruptedException {
        return kind.cast(awaitState(kind::isInstance));
    }

    LinkState awaitState(Predicate<LinkState> wish) throws InterruptedException {
        List<LinkState> seen = new ArrayList<>();
        while (true) {
            LinkState next = states.poll(20, TimeUnit.SECONDS);
            assertThat(next).as("after %s", seen).isNotNull();
            if (wish.test(next)) {
                return next;
            }
            seen.add(next);
        }
    }

    static JsonObject ping() {
        return JsonObject.of("command", "PING");
    }

    static void closed(LastingLink link) throws InterruptedException {
        link.close();
        assertThat(link.awaitEnd(LIMIT)).isTrue();
    }
}
