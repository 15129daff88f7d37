package online.cloudtolocalllm.broker.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import online.cloudtolocalllm.broker.Connections;
import online.cloudtolocalllm.broker.route.Stop;
import online.cloudtolocalllm.testkit.Until;

/** Whatever comes, waits, leaves and ends in whatever order: no room is lost, and no one passes another. */
class AdmissionProperties {

    private static final int LIMIT = 64;

    private final Stop first = new Stop(Connections.local("http://localhost:11434"), Optional.empty());
    private final Stop second = new Stop(Connections.openai("http://localhost:8080/v1"), Optional.empty());

    /** One request as the exchange drives it. */
    private static final class Request {
        private final int number;
        private Optional<Stop> in = Optional.empty();
        private Optional<Admission.Place> place = Optional.empty();

        Request(int number) {
            this.number = number;
        }
    }

    /** A world in which calls happen at once, as on one loop. */
    private final class World {
        private final Admission admission = new Admission();
        private final List<Request> requests = new ArrayList<>();
        private final List<Integer> order = new ArrayList<>();
        private int turnedAway;

        void begin(List<Stop> way) {
            Request request = new Request(requests.size());
            requests.add(request);
            if (admission.enter(way.getFirst().connection())) {
                in(request, way.getFirst());
                return;
            }
            switch (admission.queue(way, stop -> called(request, stop))) {
                case Admission.Entry.Admitted(Stop at) -> in(request, at);
                case Admission.Entry.Waits(Admission.Place place, int number) -> request.place = Optional.of(place);
                case Admission.Entry.Full() -> turnedAway++;
            }
        }

        private void called(Request request, Stop stop) {
            request.place = Optional.empty();
            in(request, stop);
        }

        private void in(Request request, Stop stop) {
            request.in = Optional.of(stop);
            order.add(request.number);
        }

        void end(Request request) {
            request.place.ifPresent(place -> assertThat(admission.giveUp(place)).isTrue());
            request.place = Optional.empty();
            Optional<Stop> was = request.in;
            request.in = Optional.empty();
            was.ifPresent(stop -> admission.leave(stop.connection()));
        }

        void check() {
            long inFirst = count(first);
            long inSecond = count(second);
            long waiting = requests.stream().filter(r -> r.place.isPresent()).count();
            assertThat(admission.inside(first.connection())).isEqualTo((int) inFirst);
            assertThat(admission.inside(second.connection())).isEqualTo((int) inSecond);
            assertThat(admission.waiting()).isEqualTo((int) waiting);
            assertThat(inFirst).isLessThanOrEqualTo(LIMIT);
            assertThat(inSecond).isLessThanOrEqualTo(LIMIT);
        }

        private long count(Stop stop) {
            return requests.stream().filter(r -> r.in.equals(Optional.of(stop))).count();
        }
    }

    @Property(tries = 60)
    void afterEverythingEndedEveryRoomIsFree(
            @ForAll @Size(min = 200, max = 900) List<@IntRange(min = 0, max = 5) Integer> steps, @ForAll long seed) {
        World world = new World();
        Random random = new Random(seed);
        for (int step : steps) {
            switch (step) {
                case 0, 1 -> world.begin(List.of(first));
                case 2 -> world.begin(List.of(first, second));
                case 3 -> world.begin(List.of(second));
                case 4 -> world.end(world.requests.isEmpty() ? new Request(0) : any(world, random));
                default -> world.begin(List.of(second, first));
            }
            world.check();
        }
        List.copyOf(world.requests).forEach(world::end);
        world.check();
        assertThat(world.admission.inside(first.connection())).isZero();
        assertThat(world.admission.inside(second.connection())).isZero();
        assertThat(world.admission.waiting()).isZero();
    }

    private static Request any(World world, Random random) {
        return world.requests.get(random.nextInt(world.requests.size()));
    }

    @Property(tries = 20)
    void whoCameFirstIsServedFirstAndTheLineHasAnEnd(@ForAll @IntRange(min = 1, max = 100) int tooMany) {
        World world = new World();
        for (int i = 0; i < LIMIT + Admission.LINE + tooMany; i++) {
            world.begin(List.of(first));
        }
        world.check();
        assertThat(world.admission.waiting()).isEqualTo(Admission.LINE);
        assertThat(world.turnedAway).isEqualTo(tooMany);

        for (int i = 0; i < LIMIT + Admission.LINE; i++) {
            world.end(world.requests.get(i));
        }
        assertThat(world.order).isSorted().hasSize(LIMIT + Admission.LINE);
        assertThat(world.admission.waiting()).isZero();
        assertThat(world.admission.inside(first.connection())).isZero();
    }

    @Property(tries = 5)
    void manyThreadsLoseNoRoomAndLeaveNobodyBehind() throws InterruptedException {
        Admission admission = new Admission();
        int threads = 8;
        int rounds = 2_000;
        AtomicInteger served = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(threads * rounds);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads * rounds; i++) {
                boolean gives = i % 7 == 0;
                pool.execute(() -> pass(admission, gives, served, done, pool));
            }
            assertThat(done.await(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
        }
        assertThat(admission.waiting()).isZero();
        assertThat(admission.inside(first.connection())).isZero();
        assertThat(admission.inside(second.connection())).isZero();
        assertThat(served.get()).isPositive();
    }

    private void pass(
            Admission admission, boolean gives, AtomicInteger served, CountDownLatch done, ExecutorService pool) {
        List<Stop> way = gives ? List.of(first, second) : List.of(first);
        Admission.Entry entry = admission.queue(way, stop -> pool.execute(() -> out(admission, stop, served, done)));
        switch (entry) {
            case Admission.Entry.Admitted(Stop at) -> pool.execute(() -> out(admission, at, served, done));
            case Admission.Entry.Waits(Admission.Place place, int number) -> {
                if (gives && admission.giveUp(place)) {
                    done.countDown();
                }
            }
            case Admission.Entry.Full() -> done.countDown();
        }
    }

    private static void out(Admission admission, Stop stop, AtomicInteger served, CountDownLatch done) {
        served.incrementAndGet();
        admission.leave(stop.connection());
        done.countDown();
    }
}
