package online.cloudtolocalllm.window.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.bus.BusAnswer;
import online.cloudtolocalllm.bus.BusCall;
import online.cloudtolocalllm.bus.BusObject;
import online.cloudtolocalllm.bus.BusSession;
import online.cloudtolocalllm.testkit.desktop.PrivateBus;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopColoursTest {

    private static final String PATH = "/org/freedesktop/portal/desktop";
    private static final String SETTINGS = "org.freedesktop.portal.Settings";
    private static final Variant<UInt32> DARK = new Variant<>(new UInt32(1));
    private static final Variant<UInt32> NO_WISH = new Variant<>(new UInt32(0));

    @TempDir
    private Path folder;

    private final BlockingQueue<Boolean> heard = new LinkedBlockingQueue<>();

    /** Newer portals answer ReadOne, older ones only Read, with the value wrapped once more. */
    private record Portal(boolean newer) implements BusObject {
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
            if (newer && call.is(SETTINGS, "ReadOne", "ss")) {
                return BusAnswer.of("v", DARK);
            }
            return call.is(SETTINGS, "Read", "ss")
                    ? BusAnswer.of("v", new Variant<>(DARK, "v"))
                    : BusAnswer.unknown(call);
        }
    }

    private static BusSession portal(PrivateBus bus, boolean newer) throws Exception {
        BusSession portal = BusSession.connect(bus.address(), Duration.ofSeconds(20));
        portal.export(PATH, new Portal(newer));
        portal.own("org.freedesktop.portal.Desktop");
        return portal;
    }

    private void hears(Boolean dark) throws InterruptedException {
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(dark);
    }

    @Test
    void theDesktopsWishIsHeardAndEachChangeOfIt() throws Exception {
        try (PrivateBus bus = PrivateBus.start(folder);
                BusSession portal = portal(bus, true);
                DesktopColours colours = DesktopColours.follow(bus.environment(), heard::add)) {
            assertThat(colours).isNotNull();
            hears(true);
            portal.emit(PATH, SETTINGS, "SettingChanged", "ssv", "org.gnome.desktop", "font", DARK);
            portal.emit(PATH, SETTINGS, "SettingChanged", "ssv", "org.freedesktop.appearance", "color-scheme", NO_WISH);
            hears(false);
        }
    }

    @Test
    void anOlderPortalIsUnderstood() throws Exception {
        try (PrivateBus bus = PrivateBus.start(folder);
                BusSession portal = portal(bus, false);
                DesktopColours colours = DesktopColours.follow(bus.environment(), heard::add)) {
            assertThat(portal.name()).isNotEmpty();
            assertThat(colours).isNotNull();
            hears(true);
        }
    }

    @Test
    void aPortalThatComesLateIsHeard() throws Exception {
        try (PrivateBus bus = PrivateBus.start(folder);
                DesktopColours colours = DesktopColours.follow(bus.environment(), heard::add)) {
            assertThat(colours).isNotNull();
            try (BusSession portal = portal(bus, true)) {
                assertThat(portal.name()).isNotEmpty();
                hears(true);
            }
        }
    }

    @Test
    void withoutABusNothingIsTold() {
        DesktopColours.follow(Map.of("DBUS_SESSION_BUS_ADDRESS", "tcp:x"), heard::add)
                .close();
        assertThat(heard).isEmpty();
    }
}
