package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import online.cloudtolocalllm.protocol.ipc.StreamEvent;
import online.cloudtolocalllm.protocol.json.JsonNumber;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many clients that attach at once, on another loop than the answer's, which has no time for what comes. */
class KeptStormTest {

    private static final int MANY = 64;
    private static final int LINES = 1_536;
    private static final int KIBIBYTE = 1024;

    private final EventLoop home = new DefaultEventLoop();
    private final EventLoop clients = new DefaultEventLoop();
    private final KeptAnswers answers = new KeptAnswers(KeptRoom.standard(), () -> "name");

    /** All buffers that were asked for; of the home loop. */
    private final List<ByteBuf> made = new ArrayList<>();

    private final CountDownLatch busy = new CountDownLatch(1);

    @AfterEach
    void close() {
        busy.countDown();
        home.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        clients.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private static <T> T on(EventLoop loop, Callable<T> task) throws Exception {
        return loop.submit(task).get(Until.LIMIT.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** A client whose lines are counted when they are made. */
    private final class Outlet implements StreamOutlet {

        private final List<String> got = new CopyOnWriteArrayList<>();
        private final AtomicInteger overs = new AtomicInteger();

        String text() {
            return String.join("", got);
        }

        @Override
        public ByteBuf buffer() {
            ByteBuf lines = Unpooled.buffer();
            made.add(lines);
            return lines;
        }

        @Override
        public void send(ByteBuf lines) {
            got.add(lines.toString(StandardCharsets.US_ASCII));
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void over() {
            overs.incrementAndGet();
        }
    }

    /** An answer of a mebibyte and a half that its client left. */
    private KeptAnswer left() {
        KeptAnswer answer = answers.begin(home).orElseThrow();
        KeptReader first = reader(new Outlet(), home, answer);
        answer.belongsTo(first);
        answer.call()
                .head(new StreamEvent.Head(200, "local", 1, List.of(), Map.of("content-type", "application/x-ndjson")));
        answer.call().flush();
        first.abandon();
        byte[] line = ("\"" + "x".repeat(KIBIBYTE) + "\"\n").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < LINES; i++) {
            answer.call().content(Unpooled.wrappedBuffer(line));
            answer.call().flush();
        }
        answer.call().end();
        return answer;
    }

    @Test
    void whatIsOnItsWayToAnotherLoopIsBounded() throws Exception {
        KeptAnswer answer = on(home, this::left);
        clients.execute(() -> {
            try {
                busy.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        List<Outlet> outlets =
                IntStream.range(0, MANY).mapToObj(_ -> new Outlet()).toList();
        outlets.forEach(outlet -> reader(outlet, clients, answer).attach(0));
        assertThat(on(home, this::bytesMade)).isLessThan(128L * KIBIBYTE);
        busy.countDown();
        Outlet last = new Outlet();
        KeptReader newest = reader(last, clients, answer);
        newest.attach(0);
        newest.credit(2L * KIBIBYTE * KIBIBYTE);
        assertThat(Until.holds(Until.LIMIT, () -> last.overs.get() == 1)).isTrue();
        assertThat(last.text().lines().filter(line -> line.contains("xxx"))).hasSize(LINES);
        assertThat(last.text()).endsWith("\"event\":\"end\"}\n");
        for (Outlet before : outlets) {
            assertThat(before.overs).hasValue(1);
            assertThat(before.text()).endsWith("goes on with this answer.\"}}\n");
        }
    }

    private long bytesMade() {
        return made.stream().mapToLong(ByteBuf::readableBytes).sum();
    }

    private static KeptReader reader(Outlet outlet, EventLoop loop, KeptAnswer answer) {
        return new KeptReader(new JsonNumber("7"), outlet, loop, answer);
    }
}
