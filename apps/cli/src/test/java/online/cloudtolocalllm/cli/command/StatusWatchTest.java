package online.cloudtolocalllm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import online.cloudtolocalllm.cli.fake.Scene;
import online.cloudtolocalllm.cli.fake.Statuses;
import online.cloudtolocalllm.cli.fake.Typist;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusJson;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.ipc.FakeDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusWatchTest {

    private static final DaemonStatus UP =
            Statuses.of("http://127.0.0.1:1", Statuses.up("local_ollama", ConnectionKind.LOCAL_OLLAMA, "tiny"));
    private static final DaemonStatus DOWN = Statuses.revised(
            Statuses.of(
                    "http://127.0.0.1:1",
                    Statuses.not("local_ollama", ConnectionKind.LOCAL_OLLAMA, HealthState.DOWN, "nothing listens")),
            8);

    @TempDir
    Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aScreenIsDrawnAnewForEachChangeUntilQ() throws Exception {
        Typist typist = new Typist();
        Scene scene = new Scene(home).terminal(80).keyboard(typist).with("NO_COLOR", "1");
        AtomicReference<DaemonStatus> state = new AtomicReference<>(UP);
        try (FakeDaemon daemon = Statuses.daemon(scene.locations(), state::get)) {
            CompletableFuture<Integer> exit = run(scene, "status", "--watch");
            await("serving");
            until("somebody subscribed", () -> !daemon.received("SUBSCRIBE").isEmpty());
            // A screen asks for the state now and then, too.
            state.set(DOWN);
            daemon.tell(new DaemonEvent.Status(DOWN));
            await("nothing listens");
            typist.presses('x').presses('q');
            assertThat(exit.get(20, TimeUnit.SECONDS)).isZero();
        }
        assertThat(typist.isClosed()).isTrue();
        assertThat(text()).startsWith("\u001b[?1049h").contains("\u001b[?1049l");
    }

    @Test
    void ctrlCLeavesTheScreenAsItWas() throws Exception {
        Typist typist = new Typist();
        Scene scene = new Scene(home).terminal(80).keyboard(typist);
        try (FakeDaemon daemon = Statuses.daemon(scene.locations(), UP)) {
            CompletableFuture<Integer> exit = run(scene, "status", "--watch");
            await("serving");
            typist.interrupts();
            assertThat(exit.get(20, TimeUnit.SECONDS)).isEqualTo(130);
            assertThat(daemon.received()).isNotEmpty();
        }
        assertThat(text()).contains("\u001b[?25h\u001b[?1049l");
    }

    @Test
    void aPipeGetsALineForEachChangeAndHearsOfADaemonThatIsGoneAndBack() throws Exception {
        Scene scene = new Scene(home);
        CompletableFuture<Integer> exit;
        try (FakeDaemon daemon = Statuses.daemon(scene.locations(), UP)) {
            exit = run(scene, "status", "--watch", "--json");
            await("\"local_ollama\"");
            until("somebody subscribed", () -> !daemon.received("SUBSCRIBE").isEmpty());
            daemon.tell(new DaemonEvent.Status(UP));
            daemon.tell(new DaemonEvent.Status(DOWN));
            await("nothing listens");
            daemon.crash();
            until("it is missed", () -> err.toString(StandardCharsets.UTF_8).contains("waiting for it"));
        }
        try (FakeDaemon again = Statuses.daemon(scene.locations(), Statuses.revised(UP, 1))) {
            until("somebody subscribed", () -> !again.received("SUBSCRIBE").isEmpty());
            again.tell(new DaemonEvent.Status(Statuses.revised(UP, 1)));
            until("it is back", () -> text().lines().count() == 3);
        }
        assertThat(exit).isNotDone();
        watching.interrupt();
        assertThat(exit.get(20, TimeUnit.SECONDS)).isEqualTo(130);
        assertThat(text().lines()).allSatisfy(line -> StatusJson.read(Json.parseObject(line)));
    }

    private Thread watching = Thread.currentThread();

    private CompletableFuture<Integer> run(Scene scene, String... arguments) {
        CompletableFuture<Integer> exit = new CompletableFuture<>();
        watching = Thread.ofPlatform().start(() -> exit.complete(Program.run(scene.surroundings(out, err), arguments)));
        return exit;
    }

    private void await(String words) throws InterruptedException {
        until(words, () -> text().contains(words));
    }

    private static void until(String what, BooleanSupplier holds) throws InterruptedException {
        assertThat(Until.holds(Until.LIMIT, holds)).as(what).isTrue();
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
