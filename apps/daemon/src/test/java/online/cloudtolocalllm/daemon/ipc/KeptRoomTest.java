package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import online.cloudtolocalllm.daemon.ipc.KeptScene.Client;
import online.cloudtolocalllm.daemon.ipc.KeptScene.Upstream;
import org.junit.jupiter.api.Test;

/** How much is kept, who has to wait, and what gives way. */
class KeptRoomTest {

    private static final int LINE = 100_000;

    private final KeptScene scene = new KeptScene(KeptRoom.standard());
    private final Client client = new Client(1);

    /** A line whose chunk keeps about 100,000 bytes. */
    private static String line() {
        return "\"" + "x".repeat(LINE) + "\"\n";
    }

    /** How many such lines come until no more are wanted. */
    private static int fill(Upstream upstream) {
        int lines = 1;
        while (upstream.say(line())) {
            lines++;
        }
        return lines;
    }

    private Upstream left(int id) {
        Client asks = new Client(id);
        Upstream upstream = scene.asked(asks).orElseThrow().head();
        asks.call().abandon();
        return upstream;
    }

    @Test
    void anAnswerThatNobodyReadsIsHeldBackAtFourMebibytesAndNothingIsLost() {
        Upstream upstream = left(1);
        int lines = fill(upstream);
        assertThat(lines).isEqualTo(42);
        assertThat(upstream.cancelled).isFalse();
        scene.pass(600);
        assertThat(upstream.resumed).isZero();
        scene.attached(client, upstream.name, 0);
        assertThat(client.chunks()).as("the credit").hasSize(11);
        client.call().credit(Credit.MOST);
        assertThat(client.chunks()).hasSize(lines);
        assertThat(upstream.resumed).as("what was taken gives room").isPositive();
    }

    @Test
    void onlyWhatWasAcknowledgedIsDroppedAndThatIsTold() {
        Upstream upstream = scene.asked(client).orElseThrow().head();
        int lines = fill(upstream);
        assertThat(client.chunks()).hasSize(11);
        client.call().credit(5 * (LINE + 100));
        assertThat(upstream.resumed).isPositive();
        assertThat(upstream.call.writable()).isTrue();
        int more = fill(upstream);
        assertThat(more).isBetween(1, 5);
        client.call().abandon();

        Client tooEarly = new Client(2);
        scene.attached(tooEarly, upstream.name, 0);
        assertThat(tooEarly.ending()).isEqualTo("not_kept");
        long first = tooEarly.lines.getLast().integer("first").orElseThrow();
        assertThat(first).isBetween(1L, 5L);

        Client right = new Client(3);
        scene.attached(right, upstream.name, first);
        right.call().credit(Credit.MOST);
        assertThat(right.chunks()).as("the question lost nothing").hasSize(lines + more - (int) first);
    }

    @Test
    void whoeverAttachesLaterIsNotRobbedOfWhatAnotherTook() {
        Upstream upstream = scene.asked(client).orElseThrow().head();
        int lines = fill(upstream);
        client.call().credit(9 * (LINE + 100));
        client.call().abandon();
        Client late = new Client(2);
        scene.attached(late, upstream.name, 2);
        int more = fill(upstream);
        late.call().credit(Credit.MOST);
        assertThat(late.chunks()).hasSize(lines + more - 2);
    }

    @Test
    void allTogetherHoldSixteenMebibytesAndAReaderIsNotHeldUpByThem() {
        List<Upstream> upstreams = IntStream.range(0, 4).mapToObj(this::left).toList();
        Upstream read = scene.asked(client).orElseThrow().head();
        int held = upstreams.stream().mapToInt(KeptRoomTest::fill).sum();
        assertThat((long) held * LINE).isBetween(13_500_000L, 15_500_000L);
        for (int i = 0; i < 100; i++) {
            assertThat(read.say(line())).as("line " + i).isTrue();
            client.call().credit(LINE + 100);
        }
        assertThat(client.chunks()).hasSize(100);
    }

    @Test
    void whoWaitsForOthersGoesOnWhenThereIsRoom() {
        List<Upstream> upstreams = IntStream.range(0, 8).mapToObj(this::left).toList();
        Upstream waits = upstreams.getFirst();
        assertThat(fill(waits)).as("its own part only").isEqualTo(21);
        Upstream goes = upstreams.getLast();
        scene.attached(client, goes.name, 0);
        client.call().cancel();
        scene.settle();
        assertThat(waits.resumed).isPositive();
        assertThat(waits.call.writable()).isTrue();
    }

    @Test
    void thereAreEightAtMostAndOnesThatWereTakenGiveWay() {
        List<Client> clients = new ArrayList<>();
        List<Upstream> upstreams = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            clients.add(new Client(i));
            upstreams.add(scene.asked(clients.get(i)).orElseThrow().head());
        }
        assertThat(scene.asked(client)).isEmpty();
        upstreams.get(5).call.end();
        upstreams.get(2).call.end();
        assertThat(scene.answers.find(upstreams.get(5).name))
                .as("there is room for it")
                .isPresent();
        Optional<Upstream> ninth = scene.asked(client);
        assertThat(ninth).isPresent();
        assertThat(scene.answers.find(upstreams.get(5).name)).isEmpty();
        assertThat(scene.answers.find(upstreams.get(2).name)).isPresent();
        scene.attached(clients.get(2), upstreams.get(2).name, 0);
        clients.get(0).call().abandon();
        upstreams.get(0).call.end();
        assertThat(scene.asked(new Client(9)))
                .as("read again to its end, and nothing else may go")
                .isPresent();
        assertThat(scene.answers.find(upstreams.get(0).name)).isPresent();
        assertThat(scene.asked(new Client(10))).isEmpty();
    }

    @Test
    void whatComesAtOnceInSmallPiecesIsCountedWhileItComes() {
        Upstream upstream = left(1);
        ByteBuf small = Unpooled.copiedBuffer("1\n".repeat(4_096), StandardCharsets.US_ASCII);
        int reads = 0;
        do {
            upstream.call.content(small.duplicate());
            reads++;
        } while (upstream.call.writable() && reads < 1_000);
        assertThat(reads).as("4 MiB of chunks, each of 58 bytes").isBetween(17, 19);
    }

    @Test
    void whoAttachesWhileAnotherIsToldOfItIsNotRobbed() {
        Upstream upstream = scene.asked(client).orElseThrow().head();
        int lines = fill(upstream);
        Client nested = new Client(3);
        nested.room = false;
        client.whenSent = () -> {
            client.whenSent = () -> {};
            scene.attached(nested, upstream.name, 0);
        };
        scene.attached(new Client(2), upstream.name, 9);
        int more = fill(upstream);
        nested.room = true;
        nested.call().credit(Credit.MOST);
        assertThat(nested.chunks()).hasSize(lines + more);
    }
}
