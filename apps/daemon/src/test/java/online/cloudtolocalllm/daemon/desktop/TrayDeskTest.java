package online.cloudtolocalllm.daemon.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.protocol.status.Supervision;
import online.cloudtolocalllm.protocol.status.TrayState;
import online.cloudtolocalllm.tray.AppState;
import online.cloudtolocalllm.tray.TrayFacts;
import online.cloudtolocalllm.tray.TrayPicture;
import org.junit.jupiter.api.Test;

/** When the tray is drawn. */
class TrayDeskTest {

    private final Alarms alarms = new Alarms();
    private final List<TrayPicture> shown = new ArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private boolean wanted = true;
    private Optional<Instant> legacyUntil = Optional.empty();
    private String gateway = "http://127.0.0.1:1";
    private final TrayDesk desk =
            new TrayDesk(this::facts, () -> wanted, () -> legacyUntil.isPresent(), shown::add, alarms.threads());

    private TrayFacts facts() {
        looks.incrementAndGet();
        DaemonStatus status = new DaemonStatus(
                "1",
                1,
                Instant.EPOCH,
                gateway,
                0,
                0,
                0,
                0,
                0,
                legacyUntil,
                TrayState.SHOWN,
                Supervision.NONE,
                List.of(),
                new StatusSnapshot(1, Instant.EPOCH, List.of(), Optional.empty(), Optional.empty()));
        return new TrayFacts(
                status,
                Optional.empty(),
                AppState.STOPPED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.of(false),
                alarms.clock().now(),
                ZoneOffset.UTC);
    }

    @Test
    void fourTimesASecondAtTheMost() {
        for (int i = 0; i < 500; i++) {
            gateway = "http://127.0.0.1:" + i;
            desk.changed();
            alarms.pass(Duration.ofMillis(10));
        }
        assertThat(shown.size()).isBetween(19, 21);
        alarms.pass(TrayDesk.GAP);
        assertThat(shown.getLast()).isEqualTo(TrayPicture.of(facts()));
    }

    @Test
    void nothingIsDoneWhileNothingHappens() {
        desk.changed();
        alarms.pass(Duration.ofHours(1));
        assertThat(looks).hasValue(1);
        assertThat(alarms.set()).isZero();
    }

    @Test
    void theSamePictureIsShownOnce() {
        desk.changed();
        alarms.pass(Duration.ofSeconds(1));
        desk.changed();
        assertThat(looks).hasValue(2);
        assertThat(shown).hasSize(1);
        alarms.pass(Duration.ofSeconds(1));
        desk.showAgain();
        assertThat(shown).hasSize(2);
    }

    @Test
    void minutesAreCountedWhileOldClientsAreLetIn() {
        legacyUntil = Optional.of(alarms.clock().now().plus(Duration.ofMinutes(5)));
        desk.changed();
        alarms.pass(Duration.ofMinutes(3));
        assertThat(looks).hasValue(4);
        legacyUntil = Optional.empty();
        alarms.pass(Duration.ofMinutes(30));
        assertThat(looks).hasValue(5);
        assertThat(alarms.set()).isZero();
    }

    @Test
    void nobodyLooksAtATrayThatIsOff() {
        wanted = false;
        desk.changed();
        alarms.pass(Duration.ofMinutes(1));
        assertThat(looks).hasValue(0);
    }
}
