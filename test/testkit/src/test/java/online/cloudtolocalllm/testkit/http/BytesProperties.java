package online.cloudtolocalllm.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BytesProperties {

    @Property
    void piecesJoinToTheWhole(@ForAll byte[] array, @ForAll @IntRange(min = 1, max = 50) int size) {
        Bytes bytes = Bytes.of(array);
        assertThat(Bytes.joined(bytes.inPiecesOf(size))).isEqualTo(bytes);
        assertThat(bytes.inPiecesOf(size)).allMatch(piece -> !piece.isEmpty() && piece.size() <= size);
    }

    @Property
    void splittingAnywhereLosesNothing(
            @ForAll byte[] array, @ForAll Set<@IntRange(min = -3, max = 300) Integer> offsets) {
        Bytes bytes = Bytes.of(array);
        assertThat(Bytes.joined(bytes.splitAt(new TreeSet<>(offsets)))).isEqualTo(bytes);
        assertThat(bytes.splitAt(new TreeSet<>(offsets))).noneMatch(Bytes::isEmpty);
    }
}
