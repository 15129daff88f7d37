package online.cloudtolocalllm.daemon.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.bus.BusAnswer;
import online.cloudtolocalllm.bus.BusCall;
import online.cloudtolocalllm.bus.BusObject;
import online.cloudtolocalllm.bus.BusSession;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.desktop.PrivateBus;
import org.freedesktop.dbus.types.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a systemd on a bus of the test's own. */
class DisplaySearchTest {

    @TempDir
    private Path folder;

    private record Systemd(List<String> environment) implements BusObject {

        @Override
        public String introspection() {
            return "";
        }

        @Override
        public Map<String, Variant<?>> properties(String type) {
            return type.equals("org.freedesktop.systemd1.Manager")
                    ? Map.of("Environment", new Variant<>(environment, "as"))
                    : Map.of();
        }

        @Override
        public BusAnswer answer(BusCall call) {
            return BusAnswer.unknown(call);
        }
    }

    private Optional<Map<String, String>> find(Map<String, String> own, String... systemds) throws Exception {
        try (PrivateBus bus = PrivateBus.start(folder);
                BusSession session = BusSession.connect(bus.address(), Until.LIMIT)) {
            if (systemds.length > 0) {
                session.export("/org/freedesktop/systemd1", new Systemd(List.of(systemds)));
                session.own("org.freedesktop.systemd1");
            }
            Map<String, String> environment = new HashMap<>(own);
            environment.putAll(bus.environment());
            return new DisplaySearch(environment, "Linux", Until.LIMIT).find();
        }
    }

    @Test
    void whatBelongsToTheDisplayIsTakenOverAndNothingElse() throws Exception {
        assertThat(find(
                        Map.of("XDG_RUNTIME_DIR", "/run/user/7"),
                        "DISPLAY=:5",
                        "XAUTHORITY=/run/a=b",
                        "XDG_RUNTIME_DIR=/run/user/8",
                        "DBUS_SESSION_BUS_ADDRESS=unix:path=/elsewhere",
                        "PATH=/elsewhere",
                        "=",
                        "nothing"))
                .contains(Map.of("DISPLAY", ":5", "XAUTHORITY", "/run/a=b"));
    }

    @Test
    void aDisplayOfTheDaemonsOwnComesFirst() throws Exception {
        assertThat(find(Map.of("DISPLAY", ":1"), "DISPLAY=:5")).contains(Map.of());
        assertThat(find(Map.of("WAYLAND_DISPLAY", "wayland-1"), "DISPLAY=:5", "WAYLAND_DISPLAY=wayland-5"))
                .as("most windows need both")
                .contains(Map.of("DISPLAY", ":5"));
        assertThat(find(Map.of("WAYLAND_DISPLAY", "wayland-1"))).contains(Map.of());
    }

    @Test
    void whereNobodyTellsThereIsNone() throws Exception {
        assertThat(find(Map.of())).isEmpty();
        assertThat(find(Map.of("DISPLAY", ""), "PATH=/bin", "DISPLAY=")).isEmpty();
        assertThat(new DisplaySearch(Map.of(), "Linux").find()).isEmpty();
        assertThat(new DisplaySearch(Map.of(), "Mac OS X").find()).contains(Map.of());
        assertThat(new DisplaySearch(Map.of(), "Windows 11").find()).contains(Map.of());
    }
}
