package online.cloudtolocalllm.tray;

import static online.cloudtolocalllm.protocol.status.HealthState.DOWN;
import static online.cloudtolocalllm.protocol.status.HealthState.UP;
import static online.cloudtolocalllm.tray.MenuItems.actions;
import static online.cloudtolocalllm.tray.MenuItems.command;
import static online.cloudtolocalllm.tray.MenuItems.flat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Menus of many lines, and of what others say. */
class MenuLimitsTest {

    @Test
    void manyConnectionsAndModelsAreCut() {
        List<String> models = IntStream.range(0, 61).mapToObj(n -> "model-" + n).toList();
        ConnectionStatus[] many = IntStream.range(0, 35)
                .mapToObj(n -> Facts.connection("c" + n, ConnectionKind.OLLAMA, "http://h" + n + ":1", UP, "", models))
                .toArray(ConnectionStatus[]::new);
        List<String> lines = Facts.of(many).lines();
        assertThat(lines).filteredOn(line -> line.startsWith("● ")).hasSize(30);
        assertThat(lines).contains("… and 5 more", "    61 models >", "        … and 36 more");
        assertThat(lines).filteredOn(line -> line.startsWith("        model-")).hasSize(30 * 25);
        assertThat(command(Facts.of(many), "connection.more")).isEqualTo(new TrayCommand.OpenSettings("connections"));
        assertThat(lines).hasSizeLessThan(30 * 36 + 20);
    }

    @Test
    void modelsThatAreNotKnownOrNotThere() {
        ConnectionStatus none = Facts.connection("none", ConnectionKind.OLLAMA, "http://a:1", UP, "", List.of());
        assertThat(Facts.of(none).lines()).contains("    No models yet");
        ConnectionStatus unknown = new ConnectionStatus(
                none.id(),
                none.kind(),
                none.address(),
                true,
                0,
                none.health(),
                Optional.empty(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty());
        assertThat(Facts.of(unknown).lines())
                .noneMatch(line -> line.contains("model"))
                .contains("● none · up · serving >", "    Ollama at a:1");
    }

    /** Whatever servers, files and apps say: each line is one line, short, and harmless. */
    @Test
    void textsFromOutsideAreTamed() {
        String evil = "a\u0000\n\r\u202e\u001b[31m\u2028" + "x".repeat(100_000);
        ConnectionStatus connection = Facts.connection(
                "c".repeat(64), ConnectionKind.OLLAMA, "http://h:1/" + evil, DOWN, evil, List.of(evil, "rm -rf\n/"));
        Facts facts = Facts.of(connection)
                .answered("c".repeat(64), evil, 1e18)
                .failedOver("c".repeat(64), "d".repeat(64), evil)
                .gateway(evil)
                .tooltip(evil);
        assertThat(facts.lines())
                .allSatisfy(line ->
                        assertThat(line.strip()).hasSizeLessThanOrEqualTo(120).matches("[^\\p{Cntrl}\\u2028\\u202e]*"));
        assertThat(facts.picture().tooltip().lines())
                .hasSizeLessThanOrEqualTo(8)
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(120).matches("\\P{Cntrl}*"));
        assertThat(actions(TrayMenu.of(facts.facts()).items()))
                .extracting(TrayItem.Action::command)
                .contains(new TrayCommand.Copy("rm -rf /"))
                .allSatisfy(command -> {
                    if (command instanceof TrayCommand.Copy(String text)) {
                        assertThat(text).hasSizeLessThanOrEqualTo(2_000).matches("\\P{Cntrl}*");
                    }
                });
    }

    @ParameterizedTest
    @EnumSource(HealthState.class)
    void keysAreUniqueAndSubmenusAreNeverEmpty(HealthState state) {
        for (AppState chat : AppState.values()) {
            Facts facts = Facts.of(
                            Facts.local(state),
                            Facts.paused(Facts.lan(state)),
                            Facts.cloud(state),
                            Facts.connection("local_ollama.copy", ConnectionKind.OPENAI, "http://b:1", state))
                    .chat(chat)
                    .signedIn(false)
                    .autostart(false)
                    .ollamaCanBeStarted()
                    .legacyUntil(Facts.NOW.plusSeconds(5))
                    .answered("gpu_box", "m", 0)
                    .failedOver("gpu_box", "cloud_proxy", "");
            List<TrayItem> all = flat(TrayMenu.of(facts.facts()).items());
            assertThat(all).extracting(TrayItem::key).doesNotHaveDuplicates();
            assertThat(all)
                    .filteredOn(TrayItem.Submenu.class::isInstance)
                    .allMatch(item -> !((TrayItem.Submenu) item).items().isEmpty());
        }
    }
}
