package online.cloudtolocalllm.settings.model.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import online.cloudtolocalllm.config.ConnectionEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTest {

    private static final Comparator<Place> ASKED =
            Comparator.comparingInt(Place::priority).thenComparing(Place::name);

    /** "a:10 b:20" as places. */
    private static List<Place> places(String text) {
        return List.of(text.split(" ")).stream()
                .map(one -> one.split(":"))
                .map(one -> new Place(one[0], Integer.parseInt(one[1]), false))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "one between two,                a:10 c:30 b:20,          c, c:15",
        "to the front,                   b:20 a:10,               b, b:4",
        "to the front where there is room, b:40 a:30,             b, b:20",
        "to the front of priority one,   b:20 a:1,                b, b:0",
        "nothing is before priority 0,   b:20 a:0,                b, a:30",
        "to the end,                     b:20 a:10,               a, a:30",
        "to the end of a full scale,     b:1000000 a:10,          a, b:4",
        "already there,                  a:10 b:10 c:10,          b, ''",
        "ties by name stay,              a:10 b:10 d:30 c:20,     d, d:15",
        "no room among the same,         a:10 c:10 b:10,          c, b:20",
        "between neighbours,             a:10 c:30 b:11 d:12 e:13, c, a:3 c:7",
        "one alone,                      a:10,                    a, ''",
    })
    void asFewAsCanBe(String name, String wanted, String moved, String changed) {
        Map<String, Integer> result = Order.priorities(places(wanted), moved);
        assertThat(String.join(
                        " ",
                        result.entrySet().stream()
                                .map(entry -> entry.getKey() + ":" + entry.getValue())
                                .toList()))
                .as(name)
                .isEqualTo(changed);
    }

    @Test
    void anyOrderIsReached() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            int most = List.of(0, 3, 40, ConnectionEntry.LAST_PRIORITY).get(round % 4);
            boolean high = round % 8 >= 4;
            List<Place> places = new ArrayList<>(IntStream.range(0, 1 + random.nextInt(12))
                    .mapToObj(at -> {
                        int priority = random.nextInt(most + 1);
                        return new Place(
                                "c" + (char) ('a' + at),
                                high ? ConnectionEntry.LAST_PRIORITY - priority : priority,
                                false);
                    })
                    .sorted(ASKED)
                    .toList());
            Place moved = places.remove(random.nextInt(places.size()));
            places.add(random.nextInt(places.size() + 1), moved);
            Map<String, Integer> changed = Order.priorities(places, moved.name());
            List<Place> after = places.stream()
                    .map(place -> new Place(place.name(), changed.getOrDefault(place.name(), place.priority()), false))
                    .toList();
            assertThat(after).as("%s with %s", places, changed).isSortedAccordingTo(ASKED);
            assertThat(after)
                    .allSatisfy(place -> assertThat(place.priority()).isBetween(0, ConnectionEntry.LAST_PRIORITY));
            assertThat(changed).hasSizeLessThanOrEqualTo(places.size());
        }
    }

    @Test
    void manyAreOrderedAtOnce() {
        List<Place> places = new ArrayList<>(IntStream.range(0, 500)
                .mapToObj(at -> new Place("c%03d".formatted(at), 20, false))
                .toList());
        places.addFirst(places.removeLast());
        assertThat(Order.priorities(places, "c499")).containsExactly(Map.entry("c499", 10));
    }
}
