package online.cloudtolocalllm.broker.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyStoreTest {

    private final BodyBudget budget = new BodyBudget();

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    private static String sent(BodyStore body) {
        StringBuilder text = new StringBuilder();
        body.sendTo(piece -> {
            text.append(piece.toString(StandardCharsets.UTF_8));
            piece.release();
        });
        return text.toString();
    }

    @Test
    void aKeptBodyCanBeSentAgain() {
        BodyStore body = new BodyStore(true, budget);
        ByteBuf piece = bytes("ab");
        body.add(piece);
        body.add(bytes("c"));
        body.complete();

        assertThat(sent(body)).isEqualTo("abc");
        assertThat(sent(body)).isEqualTo("abc");
        assertThat(body.repeatable()).isTrue();
        body.release();
        assertThat(piece.refCnt()).isZero();
        assertThat(body.repeatable()).isFalse();
    }

    @Test
    void aBodyThatIsSentWhileItComesIsLetGo() {
        BodyStore body = new BodyStore(false, budget);
        ByteBuf piece = bytes("ab");
        body.add(piece);

        assertThat(sent(body)).isEqualTo("ab");
        assertThat(piece.refCnt()).isZero();
        assertThat(body.heldBytes()).isZero();
        assertThat(body.repeatable()).isFalse();
    }

    @Test
    void whatComesAfterTheReleaseIsReleasedToo() {
        BodyStore body = new BodyStore(true, budget);
        body.release();
        ByteBuf late = bytes("late");
        body.add(late);

        assertThat(late.refCnt()).isZero();
        assertThat(sent(body)).isEmpty();
    }

    @Test
    void whenManyBodiesAreHeldOnlySmallOnesAreKept() {
        List<BodyStore> all = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            BodyStore large = new BodyStore(true, budget);
            large.add(Unpooled.wrappedBuffer(new byte[16 * 1024 * 1024]));
            all.add(large);
        }
        BodyStore small = new BodyStore(true, budget);
        small.add(bytes("small"));

        assertThat(all.getLast().overflows()).isTrue();
        assertThat(small.overflows()).isFalse();

        all.forEach(BodyStore::release);
        BodyStore later = new BodyStore(true, budget);
        later.add(Unpooled.wrappedBuffer(new byte[16 * 1024 * 1024]));
        assertThat(later.overflows()).isFalse();
        later.release();
        small.release();
    }

    @Test
    void tinyPiecesAreJoinedAndCountedForWhatTheyCost() {
        BodyStore body = new BodyStore(true, budget);
        List<ByteBuf> tiny = new ArrayList<>();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 300_000; i++) {
            char letter = (char) ('a' + i % 26);
            expected.append(letter);
            tiny.add(bytes(String.valueOf(letter)));
            body.add(tiny.getLast());
        }
        body.complete();

        assertThat(body.pieces()).isLessThan(10);
        assertThat(body.heldBytes()).isEqualTo(300_000);
        assertThat(body.cost()).isEqualTo(300_000 + body.pieces() * (long) BodyStore.PIECE_BYTES);
        assertThat(sent(body)).isEqualTo(expected.toString());
        assertThat(sent(body)).isEqualTo(expected.toString());
        body.release();
        assertThat(tiny).allMatch(piece -> piece.refCnt() == 0);
    }

    @Test
    void piecesOfAllSizesKeepTheirOrder() {
        BodyStore body = new BodyStore(true, budget);
        StringBuilder expected = new StringBuilder();
        for (int length : new int[] {1, 1, 5_000, 1, 4_095, 4_096, 2, 70_000, 3, 4_000, 4_000}) {
            String piece = String.valueOf((char) ('a' + expected.length() % 26)).repeat(length);
            expected.append(piece);
            body.add(bytes(piece));
        }
        assertThat(sent(body)).isEqualTo(expected.toString());
        assertThat(body.heldBytes()).isZero();
        body.add(bytes("later"));
        assertThat(sent(body)).isEqualTo("later");
        body.release();
    }
}
