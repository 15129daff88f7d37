package online.cloudtolocalllm.daemon.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import online.cloudtolocalllm.daemon.ipc.StatusFeed;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.protocol.status.ConnectionKind;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.status.Health;
import online.cloudtolocalllm.protocol.status.HealthState;
import online.cloudtolocalllm.protocol.status.StatusSnapshot;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.tray.Notice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ollama is started when a connection waits for it. */
class OllamaStartTest {

    private static final String NOBODY = "nothing listens on localhost:11434";

    @TempDir
    Path folder;

    private final List<Runnable> alarms = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Notice> notices = new LinkedBlockingQueue<>();
    private final List<OllamaStart.Outcome> outcomes = new CopyOnWriteArrayList<>();
    private final AtomicInteger hurries = new AtomicInteger();
    private volatile StatusSnapshot snapshot = snapshot("http://localhost:11434", HealthState.DOWN, NOBODY);

    private static StatusSnapshot snapshot(String address, HealthState state, String reason) {
        ConnectionStatus local = new ConnectionStatus(
                new ConnectionId("local_ollama"),
                ConnectionKind.LOCAL_OLLAMA,
                address,
                true,
                10,
                new Health(state, Instant.EPOCH, reason),
                Optional.empty(),
                List.of(),
                false,
                Optional.empty(),
                Optional.empty());
        return new StatusSnapshot(1, Instant.EPOCH, List.of(local), Optional.empty(), Optional.empty());
    }

    private OllamaStart start(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("PATH", folder + ":/usr/bin:/bin");
        StatusFeed.Later later = (delay, task) -> {
            // The last one: the others only hurry probes.
            if (delay.equals(OllamaStart.LIMIT)) {
                alarms.add(task);
            } else {
                task.run();
            }
        };
        return new OllamaStart(
                new OllamaProgram(environment, "Linux"),
                folder.resolve("ollama.out"),
                new OllamaStart.Connections() {
                    @Override
                    public StatusSnapshot snapshot() {
                        return snapshot;
                    }

                    @Override
                    public void hurry() {
                        hurries.incrementAndGet();
                    }
                },
                () -> Set.of("SECRET"),
                later,
                Runnable::run);
    }

    private void begin(OllamaStart start) {
        start.start().thenAccept(outcome -> {
            outcomes.add(outcome);
            switch (outcome) {
                case OllamaStart.Outcome.Missing(Notice notice) -> notices.add(notice);
                case OllamaStart.Outcome.Failed(Notice notice) -> notices.add(notice);
                case OllamaStart.Outcome ignored -> {
                    // Nothing went wrong.
                }
            }
        });
    }

    private Notice notice() throws InterruptedException {
        return Optional.ofNullable(notices.poll(Until.LIMIT.toMillis(), TimeUnit.MILLISECONDS))
                .orElseThrow(() -> new AssertionError("nothing was said"));
    }

    @Test
    void itServesWithoutAWord() throws Exception {
        SmallProgram.write(
                folder,
                "ollama",
                "echo \"$* for $OLLAMA_HOST with '$SECRET'\" >&2; echo $$ > " + folder + "/pid; exec sleep 60");
        snapshot = snapshot("http://127.0.0.1:4711", HealthState.DOWN, "nothing listens on 127.0.0.1:4711");
        OllamaStart start = start(Map.of("SECRET", "sk-1"));
        assertThat(start.possible()).isTrue();
        begin(start);
        assertThat(start.possible()).isFalse();
        Path output = folder.resolve("ollama.out");
        assertThat(Until.holds(Until.LIMIT, () -> text(output).contains("serve")))
                .isTrue();
        assertThat(text(output)).isEqualTo("serve for 127.0.0.1:4711 with ''\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(output)))
                .isEqualTo("rw-------");
        begin(start);
        assertThat(alarms).hasSize(1);
        snapshot = snapshot("http://127.0.0.1:4711", HealthState.CONNECTING, "");
        alarms.getFirst().run();
        assertThat(notices).isEmpty();
        assertThat(outcomes).containsExactly(new OllamaStart.Outcome.UnderWay(), new OllamaStart.Outcome.Listens());
        assertThat(hurries).hasPositiveValue();
        ended();
    }

    /** Nothing that a test started is left. */
    private void ended() throws Exception {
        assertThat(Until.holds(Until.LIMIT, () -> text(folder.resolve("pid")).endsWith("\n")))
                .isTrue();
        long pid = Long.parseLong(text(folder.resolve("pid")).strip());
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new AssertionError("what it prints cannot be read", e);
        }
    }

    @Test
    void anEndIsToldWithItsLastWords() throws Exception {
        SmallProgram.write(folder, "ollama", "echo 'Error: could not connect to the GPU'; exit 3");
        OllamaStart start = start(Map.of());
        begin(start);
        Notice notice = notice();
        assertThat(notice.title()).isEqualTo("Ollama did not come up");
        assertThat(notice.text())
                .startsWith("It ended with exit code 3. Error: could not connect to the GPU See ")
                .endsWith("ollama.out.");
        assertThat(start.possible()).isTrue();
        alarms.getFirst().run();
        assertThat(notices).isEmpty();
    }

    @Test
    void whatDoesNotListenInTimeIsTold() throws Exception {
        SmallProgram.write(folder, "ollama", "echo $$ > " + folder + "/pid; exec sleep 60");
        OllamaStart start = start(Map.of());
        begin(start);
        alarms.getFirst().run();
        assertThat(notice().text()).startsWith("It runs and does not listen after 10 s. See ");
        ended();
    }

    @Test
    void whatCannotBeStartedIsTold() throws Exception {
        Path program = SmallProgram.write(folder, "ollama", "");
        Files.createDirectory(folder.resolve("ollama.out"));
        OllamaStart start = start(Map.of());
        begin(start);
        assertThat(notice().title()).isEqualTo("Ollama could not be started");
        assertThat(start.possible()).isTrue();
        Files.delete(program);
        assertThat(start.possible()).isFalse();
        begin(start);
        assertThat(notice().title()).isEqualTo("Ollama is not installed");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:11434, DOWN, nothing listens on localhost:11434, true",
        "http://localhost:11434, DOWN, it answered 500, false",
        "http://localhost:11434, UP, '', false",
        "http://192.168.1.20:11434, DOWN, nothing listens on 192.168.1.20:11434, false",
    })
    void isOfferedWhereItHelps(String address, HealthState state, String reason, boolean offered) throws Exception {
        SmallProgram.write(folder, "ollama", "");
        snapshot = snapshot(address, state, reason);
        assertThat(start(Map.of()).possible()).isEqualTo(offered);
    }

    @Test
    void itListensWhereTheConnectionAsks() {
        OllamaProgram plain = new OllamaProgram(Map.of(), "Linux");
        ConnectionStatus usual = snapshot.connections().getFirst();
        ConnectionStatus other = snapshot("http://127.0.0.1:4711", HealthState.DOWN, "")
                .connections()
                .getFirst();
        assertThat(plain.host(usual)).isEmpty();
        assertThat(plain.host(other)).contains("127.0.0.1:4711");
        assertThat(new OllamaProgram(Map.of("OLLAMA_HOST", "0.0.0.0"), "Linux").host(other))
                .isEmpty();
    }
}
