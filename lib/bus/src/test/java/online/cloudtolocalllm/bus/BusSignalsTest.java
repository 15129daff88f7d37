package online.cloudtolocalllm.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.desktop.PrivateBus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signals, and who owns a name. */
class BusSignalsTest {

    private static final String PATH = "/org/example/Echo";

    @TempDir
    private Path folder;

    private PrivateBus bus;
    private BusSession ours;
    private BusSession theirs;

    @BeforeEach
    void start() throws Exception {
        bus = PrivateBus.start(folder);
        ours = BusSession.connect(bus.address(), Until.LIMIT);
        theirs = BusSession.connect(bus.address(), Until.LIMIT);
    }

    @AfterEach
    void end() {
        theirs.close();
        ours.close();
        bus.close();
    }

    @Test
    void signalsAreToldInTheirOrderAndOnlyThoseOfTheRule() throws Exception {
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        theirs.listen(new SignalRule(ours.name(), PATH, EchoObject.TYPE, "Said"), values -> heard.add(values[0]));

        ours.emit(PATH, EchoObject.TYPE, "Other", "i", -1);
        ours.emit("/elsewhere", EchoObject.TYPE, "Said", "i", -2);
        for (int i = 0; i < 500; i++) {
            ours.emit(PATH, EchoObject.TYPE, "Said", "i", i);
        }

        for (int i = 0; i < 500; i++) {
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(i);
        }
    }

    @Test
    void ofAWellKnownNameOnlyItsOwnerIsHeard() throws Exception {
        BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
        ours.own("org.example.Speaker");
        try (BusSession third = BusSession.connect(bus.address(), Until.LIMIT)) {
            third.listen(new SignalRule("", PATH, "", ""), values -> heard.add("anybody's"));
            third.listen(
                    new SignalRule("org.example.Speaker", PATH, EchoObject.TYPE, "Said"),
                    values -> heard.add(values[0]));
            theirs.emit(PATH, EchoObject.TYPE, "Said", "s", "forged");
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("anybody's");
            ours.emit(PATH, EchoObject.TYPE, "Said", "s", "true");

            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("anybody's");
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("true");
        }
    }

    @Test
    void aNameIsFollowedFromItsPresentOwnerThroughEveryChange() throws Exception {
        BlockingQueue<Optional<String>> owners = new LinkedBlockingQueue<>();
        ours.follow("org.example.Watcher", owners::add);
        assertThat(owners.poll()).as("told before follow returns").isEqualTo(Optional.empty());

        theirs.own("org.example.Watcher");
        assertThat(owners.poll(20, TimeUnit.SECONDS)).contains(theirs.name());
        assertThatExceptionOfType(BusException.class)
                .isThrownBy(() -> ours.own("org.example.Watcher"))
                .withMessageContaining("is taken");
        theirs.close();
        assertThat(owners.poll(20, TimeUnit.SECONDS)).isEmpty();

        try (BusSession third = BusSession.connect(bus.address(), Until.LIMIT)) {
            third.own("org.example.Watcher");
            assertThat(owners.poll(20, TimeUnit.SECONDS)).contains(third.name());
            BlockingQueue<Optional<String>> later = new LinkedBlockingQueue<>();
            ours.follow("org.example.Watcher", later::add);
            assertThat(later.poll()).contains(third.name());
        }
    }
}
