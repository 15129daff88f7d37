package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import online.cloudtolocalllm.client.ClientOptions;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.LinkState;
import online.cloudtolocalllm.client.Registration;
import online.cloudtolocalllm.client.StartPolicy;
import online.cloudtolocalllm.client.TokenStored;
import online.cloudtolocalllm.client.TrayService;
import online.cloudtolocalllm.protocol.ipc.IconState;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tray service against real daemons that it starts, loses, stops and finds again. */
class TrayServiceTest {

    private static final String TOKEN = "e2e-tray-token";

    private Installation installation;

    @BeforeEach
    void install() throws IOException {
        installation =
                Installation.with(Connections.none().other(TokenScene.ROUTER, "openai", "http://127.0.0.1:9/v1", 30));
    }

    @AfterEach
    void remove() throws IOException {
        installation.close();
    }

    private ClientOptions options(String client) {
        return ClientOptions.of(installation.home().locations(), client).withLauncher(installation.launcher());
    }

    private TrayService open(String client) {
        return TrayService.open(options(client));
    }

    /** The first state, from the present one on, that is wanted. */
    private static <S extends LinkState> S await(TrayService tray, Class<S> kind, Function<S, Boolean> wanted)
            throws Exception {
        CompletableFuture<S> came = new CompletableFuture<>();
        Registration watch = tray.onState(state -> {
            if (kind.isInstance(state) && wanted.apply(kind.cast(state))) {
                came.complete(kind.cast(state));
            }
        });
        try {
            return came.get(Programs.START.toSeconds(), TimeUnit.SECONDS);
        } finally {
            watch.close();
        }
    }

    private static String instance(TrayService tray) throws Exception {
        return await(tray, LinkState.Connected.class, state -> true).instance();
    }

    @Test
    void aDaemonIsStartedWhereNoneRuns() throws Exception {
        try (TrayService tray = open("chat/1.0.0")) {
            List<LinkState> states = new ArrayList<>();
            tray.onState(states::add);
            assertThat(tray.awaitConnected(Programs.START)).isTrue();
            assertThat(tray.state()).isInstanceOf(LinkState.Connected.class);
            assertThat(installation.started()).hasSize(1);
        }
        assertThat(installation.running()).as("the daemon outlives the program").hasSize(1);
    }

    @Test
    void librariesThatStartAtOnceShareOneDaemon() throws Exception {
        List<TrayService> all = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                all.add(open("chat/1.0." + i));
            }
            List<String> instances = new ArrayList<>();
            for (TrayService tray : all) {
                instances.add(instance(tray));
            }
            assertThat(instances).containsOnly(instances.getFirst());
            assertThat(Until.holds(Until.LIMIT, () -> running() == 1)).isTrue();
        } finally {
            all.forEach(TrayService::close);
        }
    }

    private int running() {
        try {
            return installation.running().size();
        } catch (IOException e) {
            throw new AssertionError("the list of processes cannot be read", e);
        }
    }

    @Test
    void aKilledDaemonIsReplacedAndTheLinkIsBackWithinThreeSeconds() throws Exception {
        long opened = System.nanoTime();
        try (TrayService tray = open("chat/1.0.0");
                TrayService other = open("cli/1.0.0")) {
            String before = instance(tray);
            Duration firstStart = since(opened);
            assertThat(instance(other)).isEqualTo(before);
            long killed = System.nanoTime();
            installation.killDaemons();
            String again = anotherInstance(tray, before);
            Duration took = since(killed);
            assertThat(anotherInstance(other, before)).isEqualTo(again);
            // Much of it is the start of a Java machine, which takes its time while many builds share the processors.
            assertThat(took).isLessThan(Duration.ofSeconds(3).plus(firstStart.multipliedBy(4)));
            assertThat(Until.holds(Until.LIMIT, () -> running() == 1)).isTrue();
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static String anotherInstance(TrayService tray, String before) throws Exception {
        return await(tray, LinkState.Connected.class, state -> !state.instance().equals(before))
                .instance();
    }

    @Test
    void aDaemonThatIsStoppedStaysStoppedUntilSomebodyConnectsAgain() throws Exception {
        try (TrayService tray = open("chat/1.0.0")) {
            String before = instance(tray);
            // Only now: a start of its own could be under way until after the stop.
            try (TrayService other = open("cli/1.0.0")) {
                assertThat(instance(other)).isEqualTo(before);
                other.stopDaemon();
                await(other, LinkState.Stopped.class, state -> true);
                await(tray, LinkState.Stopped.class, state -> true);
                assertThat(Until.holds(Until.LIMIT, () -> running() == 0)).isTrue();
                other.stopDaemon();
                assertThat(installation.started()).hasSize(1);

                tray.connectNow();
                assertThat(await(tray, LinkState.Connected.class, state -> true).instance())
                        .isNotEqualTo(before);
            }
        }
    }

    @Test
    void aDaemonThatSomebodyElseStartsAfterAStopIsUsed() throws Exception {
        DaemonProcess first = Programs.startDaemon(installation.home());
        try (TrayService tray = open("chat/1.0.0")) {
            assertThat(instance(tray)).isEqualTo(first.credentials().instance());
            assertThat(first.stop().exitCode()).isZero();
            await(tray, LinkState.Stopped.class, state -> true);
            try (DaemonProcess second = Programs.startDaemon(installation.home())) {
                assertThat(instance(tray)).isEqualTo(second.credentials().instance());
            }
            assertThat(installation.started()).as("by the library").isEmpty();
        } finally {
            first.close();
        }
    }

    @Test
    void withoutLeaveToStartOneItWaitsForADaemonAndSaysWhy() throws Exception {
        try (TrayService tray = TrayService.open(options("chat/1.0.0").withStart(StartPolicy.NEVER))) {
            assertThat(await(tray, LinkState.Waiting.class, state -> true).why())
                    .isInstanceOf(DaemonException.NotRunning.class);
            assertThat(tray.awaitConnected(Duration.ZERO)).isFalse();
            assertThat(installation.started()).isEmpty();
            try (DaemonProcess daemon = Programs.startDaemon(installation.home())) {
                tray.connectNow();
                assertThat(instance(tray)).isEqualTo(daemon.credentials().instance());
                assertThat(installation.started()).isEmpty();
            }
        }
    }

    @Test
    void theUsersWishesReachTheProgram() throws Exception {
        BlockingQueue<String> wishes = new LinkedBlockingQueue<>();
        try (TrayService user = open("cli/1.0.0")) {
            instance(user);
            assertThat(catchThrowableOfType(DaemonException.Refused.class, user::showApp)
                            .code())
                    .isEqualTo("app_not_running");
            try (TrayService app = open("chat/1.0.0")) {
                app.onShow(() -> wishes.add("show"));
                app.onHide(() -> wishes.add("hide"));
                app.onSettings(() -> wishes.add("settings"));
                app.onQuit(() -> wishes.add("quit"));
                app.tooltip("3 chats");
                app.icon(IconState.CONNECTED);
                app.authenticated(true);
                instance(app);
                user.showApp();
                user.hideApp();
                user.openSettings();
                user.quitApp();
                for (String wish : List.of("show", "hide", "settings", "quit")) {
                    assertThat(wishes.poll(Until.LIMIT.toSeconds(), TimeUnit.SECONDS))
                            .isEqualTo(wish);
                }
                installation.killDaemons();
                // The daemon is another one, and the program's listeners are still there.
                assertThat(Until.holds(Programs.START, () -> isShown(user))).isTrue();
                assertThat(wishes.poll(Until.LIMIT.toSeconds(), TimeUnit.SECONDS))
                        .isEqualTo("show");
            }
        }
    }

    private static boolean isShown(TrayService user) {
        try {
            user.showApp();
            return true;
        } catch (DaemonException e) {
            return false;
        }
    }

    @Test
    void aTokenSurvivesADaemonThatIsKilledRightAfterTheAnswer() throws Exception {
        try (TrayService tray = open("chat/1.0.0")) {
            assertThat(tray.token(TokenScene.ROUTER, TOKEN))
                    .isEqualTo(new TokenStored(TokenScene.ROUTER, TokenStored.Place.FILE));
            String before = instance(tray);
            installation.killDaemons();
            assertThat(TokenScene.settings(installation.home()).text("auth_token_ref", ""))
                    .startsWith("file:");
            assertThat(installation.home().folder().resolve("tokens").resolve(TokenScene.ROUTER))
                    .content()
                    .isEqualTo(TOKEN + "\n");
            // What is asked before the link has noticed is lost with the one that was killed.
            assertThat(anotherInstance(tray, before)).isNotEqualTo(before);
            assertThat(tray.token(TokenScene.ROUTER, "").place()).isEqualTo(TokenStored.Place.NOWHERE);
            assertThat(catchThrowableOfType(DaemonException.Refused.class, () -> tray.token("nobody", TOKEN)))
                    .hasMessageNotContaining(TOKEN)
                    .returns("unknown_connection", DaemonException.Refused::code);
        }
    }
}
