package online.cloudtolocalllm.tray;

import static online.cloudtolocalllm.protocol.status.HealthState.CONNECTING;
import static online.cloudtolocalllm.protocol.status.HealthState.DOWN;
import static online.cloudtolocalllm.protocol.status.HealthState.RATE_LIMITED;
import static online.cloudtolocalllm.protocol.status.HealthState.SIGN_IN_NEEDED;
import static online.cloudtolocalllm.protocol.status.HealthState.SLOW;
import static online.cloudtolocalllm.protocol.status.HealthState.UNKNOWN;
import static online.cloudtolocalllm.protocol.status.HealthState.UP;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import online.cloudtolocalllm.protocol.ipc.IconState;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrayPictureTest {

    static Stream<Arguments> situations() {
        return Stream.of(
                row(Facts.of(), TrayIcon.IDLE, "No connections yet"),
                row(Facts.of(Facts.off(Facts.local(UNKNOWN))), TrayIcon.IDLE, "No connections yet"),
                row(Facts.of(Facts.local(UNKNOWN)), TrayIcon.IDLE, "Connecting…"),
                row(Facts.of(Facts.local(CONNECTING), Facts.lan(DOWN)), TrayIcon.IDLE, "Connecting…"),
                row(Facts.of(Facts.local(UP)), TrayIcon.LOCAL, "Serving locally"),
                row(Facts.of(Facts.lan(UP)), TrayIcon.LOCAL, "Serving on your network"),
                row(Facts.of(Facts.cloud(UP)), TrayIcon.CLOUD, "Serving from the cloud"),
                row(Facts.of(Facts.local(DOWN), Facts.cloud(UP)), TrayIcon.CLOUD, "Serving from the cloud"),
                row(Facts.of(Facts.paused(Facts.local(UP)), Facts.lan(UP)), TrayIcon.LOCAL, "Serving on your network"),
                row(Facts.of(Facts.local(SLOW)), TrayIcon.DEGRADED, "Serving slowly"),
                row(Facts.of(Facts.cloud(SLOW)), TrayIcon.DEGRADED, "Serving slowly"),
                row(Facts.of(Facts.preferred(Facts.lan(DOWN)), Facts.local(UP)), TrayIcon.DEGRADED, "Serving locally"),
                row(
                        Facts.of(Facts.preferred(Facts.lan(CONNECTING)), Facts.local(UP)),
                        TrayIcon.LOCAL,
                        "Serving locally"),
                row(
                        Facts.of(Facts.paused(Facts.preferred(Facts.lan(DOWN))), Facts.local(UP)),
                        TrayIcon.LOCAL,
                        "Serving locally"),
                row(Facts.of(Facts.local(DOWN)), TrayIcon.ERROR, "No connection can serve"),
                row(
                        Facts.of(Facts.local(DOWN), Facts.cloud(SIGN_IN_NEEDED)),
                        TrayIcon.ERROR,
                        "No connection can serve"),
                row(Facts.of(Facts.cloud(RATE_LIMITED)), TrayIcon.ERROR, "No connection can serve"),
                row(
                        Facts.of(Facts.paused(Facts.local(UP)), Facts.lan(DOWN)),
                        TrayIcon.ERROR,
                        "No connection can serve"),
                row(
                        Facts.of(Facts.paused(Facts.local(UP)), Facts.paused(Facts.lan(DOWN))),
                        TrayIcon.PAUSED,
                        "Everything is paused"),
                row(Facts.of().wish(IconState.ERROR), TrayIcon.ERROR, "No connections yet"),
                row(Facts.of().wish(IconState.CONNECTED), TrayIcon.IDLE, "No connections yet"),
                row(Facts.of(Facts.local(UP)).wish(IconState.ERROR), TrayIcon.DEGRADED, "Serving locally"),
                row(Facts.of(Facts.local(UP)).wish(IconState.IDLE), TrayIcon.LOCAL, "Serving locally"),
                row(Facts.of(Facts.local(DOWN)).wish(IconState.CONNECTED), TrayIcon.ERROR, "No connection can serve"),
                row(
                        Facts.of(Facts.paused(Facts.local(UP))).wish(IconState.ERROR),
                        TrayIcon.PAUSED,
                        "Everything is paused"));
    }

    private static Arguments row(Facts facts, TrayIcon icon, String title) {
        return Arguments.of(facts, icon, title);
    }

    @ParameterizedTest
    @MethodSource("situations")
    void iconAndTitle(Facts facts, TrayIcon icon, String title) {
        assertThat(facts.picture().icon()).isEqualTo(icon);
        assertThat(facts.picture().title()).isEqualTo(title);
        assertThat(facts.lines().getFirst()).isEqualTo(title);
    }

    static Stream<Arguments> titles() {
        return Stream.of(
                Arguments.of(
                        Facts.of(Facts.local(UP)).answered("local_ollama", "llama3.2:latest", 38.4),
                        "Serving locally · llama3.2 · 38 tokens/s"),
                Arguments.of(
                        Facts.of(Facts.local(UP)).answered("local_ollama", "qwen3:8b", 0),
                        "Serving locally · qwen3:8b"),
                Arguments.of(
                        Facts.of(Facts.local(UP)).answered("local_ollama", "", 4.25), "Serving locally · 4.3 tokens/s"),
                Arguments.of(Facts.of(Facts.local(UP)).answered("gpu_box", "llama3.2", 90), "Serving locally"),
                Arguments.of(Facts.of(Facts.loaded(Facts.local(UP), "mistral:7b")), "Serving locally · mistral:7b"),
                Arguments.of(Facts.of(Facts.loaded(Facts.local(UP), "a", "b")), "Serving locally"),
                Arguments.of(Facts.of(Facts.local(DOWN)).answered("local_ollama", "m", 9), "No connection can serve"));
    }

    @ParameterizedTest
    @MethodSource("titles")
    void theTitleNamesTheActiveModelAndItsSpeed(Facts facts, String title) {
        assertThat(facts.picture().title()).isEqualTo(title);
    }

    @Test
    void theTooltipSaysWhoServesAndWhatWentWrong() {
        TrayPicture picture = Facts.of(
                        Facts.local(UP),
                        Facts.because(Facts.lan(DOWN), "no route to 192.168.1.20"),
                        Facts.because(Facts.cloud(SIGN_IN_NEEDED), "the token was refused (401)"))
                .answered("local_ollama", "llama3.2", 38)
                .failedOver("gpu_box", "local_ollama", "no route")
                .tooltip("2 chats open")
                .picture();
        assertThat(picture.tooltip()).isEqualTo("""
            local_ollama · 3 models
            Last answer 12:31: llama3.2 from local_ollama, 38 tokens/s
            Last failover 12:31: gpu_box → local_ollama (no route)
            gpu_box is down: no route to 192.168.1.20
            cloud_proxy: sign-in needed, the token was refused (401)
            2 chats open\
            """);
    }

    @Test
    void theTooltipOfNothingIsEmpty() {
        assertThat(Facts.of().picture().tooltip()).isEmpty();
        assertThat(Facts.of().tooltip(" \u200b\n").picture().tooltip()).isEmpty();
    }

    @Test
    void theTooltipStaysShort() {
        ConnectionStatus[] down = Stream.of("a", "b", "c", "d", "e")
                .map(name -> Facts.connection(name, ConnectionKind.OLLAMA, "http://h:1", DOWN))
                .toArray(ConnectionStatus[]::new);
        assertThat(Facts.of(down).picture().tooltip()).isEqualTo("a is down\nb is down\nc is down\n… and 2 more");
    }

    @ParameterizedTest
    @EnumSource(TrayIcon.class)
    void everyIconIsReached(TrayIcon icon) {
        assertThat(situations().map(row -> row.get()[1])).contains(icon);
    }
}
