package online.cloudtolocalllm.daemon.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import online.cloudtolocalllm.daemon.ipc.KeptScene.Client;
import online.cloudtolocalllm.daemon.ipc.KeptScene.Upstream;

/** However an answer comes, and however often its reader changes, all of them together are sent what one alone would be. */
class KeptAnswerProperties {

    private static final int CHUNKS = 60;

    /** What happens next, and how much of it. */
    private record Step(int kind, int much) {}

    @Property(tries = 150)
    void anySplitGivesTheSameAnswer(
            @ForAll @Size(min = 5, max = 60) List<@IntRange(min = 0, max = 599) Integer> numbers,
            @ForAll boolean breaks) {
        KeptScene scene = new KeptScene(new KeptRoom(6_000, 9_000, 20_000));
        List<Step> steps = numbers.stream().map(n -> new Step(n % 6, n / 6)).toList();
        Client client = new Client(0);
        Upstream upstream = scene.asked(client).orElseThrow().head();
        List<String> taken = new ArrayList<>();
        boolean there = true;
        int come = 0;
        for (Step step : steps) {
            switch (step.kind()) {
                case 0, 1 -> come = come(upstream, come, step.much() % 7);
                case 2 -> {
                    if (there) {
                        client.call().abandon();
                        taken.addAll(client.chunks());
                        there = false;
                    }
                }
                case 3 -> {
                    if (there) {
                        client.room = step.much() % 2 == 0;
                        client.call().roomAgain();
                    }
                }
                case 4 -> {
                    if (there) {
                        client.call().credit(1 + step.much() * 10L);
                    }
                }
                default -> {
                    if (there) {
                        // What it was sent is its own; the newcomer goes on behind it.
                        taken.addAll(client.chunks());
                    }
                    client = new Client(taken.size() + 1);
                    there = scene.attached(client, upstream.name, taken.size());
                    assertThat(there).isTrue();
                }
            }
            scene.settle();
        }
        if (there) {
            client.call().abandon();
            taken.addAll(client.chunks());
        }
        client = new Client(99);
        assertThat(scene.attached(client, upstream.name, taken.size())).isTrue();
        while (come < CHUNKS) {
            int before = come;
            client.call().credit(Credit.MOST);
            scene.settle();
            come = come(upstream, come, 5);
            scene.settle();
            assertThat(come).as("the reader gets it going again").isGreaterThan(before);
        }
        if (breaks) {
            upstream.breaks();
        } else {
            upstream.call.end();
        }
        taken.addAll(client.chunks());
        assertThat(taken)
                .isEqualTo(IntStream.range(0, CHUNKS)
                        .mapToObj(KeptAnswerProperties::data)
                        .toList());
        assertThat(client.ending()).isEqualTo(breaks ? "stream_broken" : "end");
        assertThat(client.overs).isOne();
    }

    /** As many chunks as may come; how many there are then. */
    private static int come(Upstream upstream, int from, int many) {
        int come = from;
        while (come < Math.min(CHUNKS, from + many) && upstream.call.writable()) {
            upstream.say(data(come) + "\n");
            come++;
        }
        return come;
    }

    private static String data(int number) {
        return "\"" + number + "x".repeat(number * 7 % 300) + "\"";
    }
}
