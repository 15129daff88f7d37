package online.cloudtolocalllm.tray.dbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.bus.BusAnswer;
import online.cloudtolocalllm.bus.BusCall;
import online.cloudtolocalllm.bus.BusObject;
import online.cloudtolocalllm.bus.BusSession;
import online.cloudtolocalllm.bus.LastingBus;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.desktop.PrivateBus;
import online.cloudtolocalllm.tray.PanelTone;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColorSchemeTest {

    private static final String PATH = "/org/freedesktop/portal/desktop";
    private static final String TYPE = "org.freedesktop.portal.Settings";
    private static final String GROUP = "org.freedesktop.appearance";

    @TempDir
    private Path folder;

    private PrivateBus bus;
    private Optional<LastingBus> lasting = Optional.empty();
    private final BlockingQueue<PanelTone> tones = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() throws Exception {
        bus = PrivateBus.start(folder);
    }

    @AfterEach
    void end() {
        lasting.ifPresent(LastingBus::close);
        bus.close();
    }

    private void ask() {
        lasting = Optional.of(LastingBus.open(
                () -> Optional.of(bus.address()), new DesktopBus(List.of(new ColorScheme(tones::add)))));
    }

    private PanelTone next() throws InterruptedException {
        return Optional.ofNullable(tones.poll(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                .orElseThrow(() -> new AssertionError("nothing was told"));
    }

    /** A portal with an opinion; an old one does not know how to be asked for one value. */
    private record Portal(long scheme, boolean old) implements BusObject {

        @Override
        public String introspection() {
            return "";
        }

        @Override
        public Map<String, Variant<?>> properties(String type) {
            return Map.of();
        }

        @Override
        public BusAnswer answer(BusCall call) {
            Variant<UInt32> value = new Variant<>(new UInt32(scheme));
            if (!call.arguments().equals(List.of(GROUP, "color-scheme"))) {
                return BusAnswer.unknown(call);
            } else if (call.is(TYPE, "ReadOne", "ss") && !old) {
                return BusAnswer.of("v", value);
            } else if (call.is(TYPE, "Read", "ss")) {
                return BusAnswer.of("v", new Variant<>(value, "v"));
            }
            return BusAnswer.unknown(call);
        }
    }

    private BusSession portal(long scheme, boolean old) throws Exception {
        BusSession session = BusSession.connect(bus.address(), Until.LIMIT);
        session.export(PATH, new Portal(scheme, old));
        session.own("org.freedesktop.portal.Desktop");
        return session;
    }

    @Test
    void withoutAPortalItIsDark() throws Exception {
        ask();

        assertThat(next()).isEqualTo(PanelTone.DARK);
    }

    @Test
    void thePortalSaysWhatItIs() throws Exception {
        try (BusSession portal = portal(2, false)) {
            ask();

            assertThat(next()).isEqualTo(PanelTone.LIGHT);
            assertThat(portal.name()).isNotEmpty();
        }
    }

    @Test
    void anOldPortalWrapsItsAnswerTwice() throws Exception {
        try (BusSession portal = portal(2, true)) {
            ask();

            assertThat(next()).isEqualTo(PanelTone.LIGHT);
            assertThat(portal.name()).isNotEmpty();
        }
    }

    @Test
    void everyChangeIsTold() throws Exception {
        try (BusSession portal = portal(0, false)) {
            ask();
            assertThat(next()).isEqualTo(PanelTone.DARK);

            change(portal, GROUP, "accent-color", 2);
            change(portal, GROUP, "color-scheme", 2);
            assertThat(next()).isEqualTo(PanelTone.LIGHT);
            change(portal, GROUP, "color-scheme", 1);
            assertThat(next()).isEqualTo(PanelTone.DARK);
        }
    }

    private static void change(BusSession portal, String group, String key, long value) {
        portal.emit(PATH, TYPE, "SettingChanged", "ssv", group, key, new Variant<>(new UInt32(value)));
    }

    @Test
    void aPortalThatComesLateIsAsked() throws Exception {
        ask();
        assertThat(next()).isEqualTo(PanelTone.DARK);

        try (BusSession portal = portal(2, false)) {
            assertThat(next()).isEqualTo(PanelTone.LIGHT);
            assertThat(portal.name()).isNotEmpty();
        }
    }
}
