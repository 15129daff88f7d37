package online.cloudtolocalllm.testkit.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import online.cloudtolocalllm.testkit.http.Answer;
import online.cloudtolocalllm.testkit.http.RawHttp;

class ReplayProperties {

    @Provide
    Arbitrary<Recording> recordings() {
        return Arbitraries.of(RecordingTest.everyRecording());
    }

    @Property(tries = 60)
    void anySplitGivesTheSameAnswer(
            @ForAll("recordings") Recording recording,
            @ForAll @Size(max = 30) Set<@IntRange(min = 1, max = 35_000) Integer> offsets)
            throws Exception {
        try (ReplayUpstream replay =
                ReplayUpstream.of(recording.server(), any -> any.response().splitAt(new TreeSet<>(offsets)))) {
            replay.prefer(recording.name());
            assertThat(ReplayUpstreamTest.replayed(replay.address(), recording.request()))
                    .isEqualTo(recording.response());
            Answer answer = RawHttp.exchange(replay.address(), recording.request());
            assertThat(answer.head()).isEqualTo(recording.responseHead());
            assertThat(answer.body()).isEqualTo(recording.body());
            assertThat(answer.isWhole()).isTrue();
        }
    }
}
