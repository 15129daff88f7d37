package online.cloudtolocalllm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.client.DaemonException.Effect;
import online.cloudtolocalllm.client.TokenStored.Place;
import online.cloudtolocalllm.protocol.ipc.IconState;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon.Manners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrayServiceTest extends TrayScene {

    private static final List<String> TOLD = List.of("UPDATE_TOOLTIP", "UPDATE_ICON", "AUTH_STATUS");

    private static List<JsonObject> told(FakeDaemon daemon) {
        return daemon.received().stream()
                .filter(request -> TOLD.contains(request.text("command", "")))
                .map(request -> request.without("id"))
                .toList();
    }

    private static boolean reached(FakeDaemon daemon, JsonObject... commands) throws InterruptedException {
        return Until.holds(Until.LIMIT, () -> told(daemon).containsAll(List.of(commands)));
    }

    private static JsonObject tooltip(String text) {
        return JsonObject.of("command", "UPDATE_TOOLTIP", "text", text);
    }

    private static JsonObject icon(String state) {
        return JsonObject.of("command", "UPDATE_ICON", "state", state);
    }

    private static JsonObject authenticated(boolean yes) {
        return JsonObject.of("command", "AUTH_STATUS", "authenticated", yes);
    }

    @Test
    void whatTheTrayShowsIsToldOnceThereIsALinkAndAgainAfterEachReconnect() throws Exception {
        tray.tooltip("before the link");
        tray.icon(IconState.IDLE);
        try (FakeDaemon first = agreeing()) {
            assertThat(reached(first, tooltip("before the link"), icon("idle"))).isTrue();
            tray.tooltip("2 chats");
            tray.icon(IconState.CONNECTED);
            tray.authenticated(true);
            assertThat(reached(first, tooltip("2 chats"), icon("connected"), authenticated(true)))
                    .isTrue();
        }
        tray.icon(IconState.ERROR);
        try (FakeDaemon second = agreeing()) {
            assertThat(reached(second, tooltip("2 chats"), icon("error"), authenticated(true)))
                    .isTrue();
            assertThat(told(second)).as("only the newest of each").hasSize(3);
        }
    }

    @Test
    void aTooltipHasALimit() throws Exception {
        String longest = "\uD83E\uDD99".repeat(TrayService.LONGEST_TOOLTIP);
        assertThatThrownBy(() -> tray.tooltip(longest + "x")).isInstanceOf(IllegalArgumentException.class);
        tray.tooltip(longest);
        try (FakeDaemon daemon = agreeing()) {
            assertThat(reached(daemon, tooltip(longest))).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"keyring,KEYRING", "file,FILE", "'',NOWHERE", "vault,ELSEWHERE"})
    void aTokenIsToldWhereItWent(String stored, Place place) throws Exception {
        try (FakeDaemon daemon = daemon(request -> Optional.of(JsonObject.of("ok", true, "stored", stored)))) {
            assertThat(tray.token("router", "t0ken")).isEqualTo(new TokenStored("router", place));
            assertThat(daemon.received().getLast().without("id"))
                    .isEqualTo(JsonObject.of("command", "UPDATE_AUTH_TOKEN", "connection", "router")
                            .with("token", "t0ken"));
        }
    }

    @Test
    void aTokenThatIsTooLongForALineIsNotSentAndTheLinkGoesOn() throws Exception {
        try (FakeDaemon daemon = agreeing()) {
            String token = "t0ken".repeat(20_000);
            DaemonException.Refused e = refusal(() -> tray.token("router", token));
            assertThat(e).hasMessageNotContaining("t0ken").returns("line_too_long", DaemonException.Refused::code);
            tray.showApp();
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void aRefusedTokenStandsInNoMessage() throws Exception {
        JsonObject locked = JsonObject.of("error", "The keyring is locked.", "code", "keyring_locked");
        try (FakeDaemon daemon = daemon(request -> Optional.of(locked))) {
            DaemonException.Refused e = refusal(() -> tray.token("router", "t0ken"));
            assertThat(e.code()).isEqualTo("keyring_locked");
            assertThat(e)
                    .hasMessage("The keyring is locked.")
                    .hasToString(e.getClass().getName() + ": " + e.getMessage());
            assertThat(daemon.received()).hasSize(1);
        }
    }

    private interface Call {
        void run() throws DaemonException;
    }

    private static DaemonException.Refused refusal(Call call) {
        return catchThrowableOfType(DaemonException.Refused.class, call::run);
    }

    @Test
    void wishesForTheChatProgramGoToTheDaemon() throws Exception {
        try (FakeDaemon daemon = agreeing()) {
            tray.showApp();
            tray.hideApp();
            tray.openSettings();
            tray.quitApp();
            assertThat(daemon.received())
                    .extracting(request -> request.text("command", ""))
                    .containsExactly("SHOW_APP", "HIDE_APP", "OPEN_SETTINGS", "QUIT_APP");
        }
    }

    @Test
    void aWishThatMayHaveArrivedIsNotSentAgain() throws Exception {
        try (FakeDaemon daemon = daemon(request -> Optional.of(JsonObject.of("close", true)))) {
            DaemonException e = catchThrowableOfType(DaemonException.class, tray::showApp);
            assertThat(e).isInstanceOf(DaemonException.LinkLost.class);
            assertThat(e.effect()).isEqualTo(Effect.UNKNOWN);
            assertThat(tray.awaitConnected(Until.LIMIT))
                    .as("it is connected anew")
                    .isTrue();
            assertThat(daemon.received()).hasSize(1);
        }
    }

    @Test
    void aDaemonThatWasStoppedIsNotStoppedAgain() throws Exception {
        CompletableFuture<LinkState> stopped = new CompletableFuture<>();
        tray.onState(state -> {
            if (state instanceof LinkState.Stopped) {
                stopped.complete(state);
            }
        });
        FakeDaemon daemon = agreeing();
        try {
            tray.stopDaemon();
            assertThat(daemon.received().getLast().text("command")).contains("QUIT");
            daemon.shutDown();
        } finally {
            daemon.close();
        }
        assertThat(stopped.get(20, TimeUnit.SECONDS)).isEqualTo(tray.state());
        tray.stopDaemon();
        assertThat(daemon.received()).hasSize(1);
        try (FakeDaemon next = agreeing()) {
            tray.stopDaemon();
            assertThat(next.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void afterTheEndNothingIsSent(boolean connected) throws Exception {
        try (FakeDaemon daemon =
                connected ? agreeing() : new FakeDaemon(locations, Manners.SILENT, request -> Optional.empty())) {
            tray.close();
            tray.close();
            tray.tooltip("too late");
            tray.icon(IconState.IDLE);
            tray.connectNow();
            assertThat(tray.state()).isInstanceOf(LinkState.Closed.class);
            DaemonException e = catchThrowableOfType(DaemonException.class, tray::showApp);
            assertThat(e).isInstanceOf(DaemonException.Closed.class);
            assertThat(e.effect()).isEqualTo(Effect.NONE);
            assertThat(daemon.received()).isEmpty();
        }
    }
}
