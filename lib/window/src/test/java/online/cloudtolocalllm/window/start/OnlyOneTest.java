package online.cloudtolocalllm.window.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.testkit.Until;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnlyOneTest {

    private static final WindowName NAME = new WindowName("settings", "Settings", "settings window");

    @TempDir
    private Path folder;

    private final BlockingQueue<String> rung = new LinkedBlockingQueue<>();

    private OnlyOne.Outcome ask(String part) {
        return OnlyOne.ask(NAME, new Locations(folder.resolve("home")), part, rung::add);
    }

    private static OnlyOne first(OnlyOne.Outcome outcome) {
        assertThat(outcome).isInstanceOf(OnlyOne.Outcome.First.class);
        return ((OnlyOne.Outcome.First) outcome).right();
    }

    /** Passes over others: who hears no answer in time rings again, with the same wish. */
    private void awaitRing(String wish) throws InterruptedException {
        String next = rung.poll(20, TimeUnit.SECONDS);
        while (next != null && !next.equals(wish)) {
            next = rung.poll(20, TimeUnit.SECONDS);
        }
        assertThat(next).isEqualTo(wish);
    }

    /** Whether somebody opens, as whoever starts a window rings: a caller who is slow with the wish is sent away, and comes again. */
    private static boolean isOpened(Path socket, String wish) throws InterruptedException {
        return Until.holds(Until.LIMIT, () -> Doorbell.ring(socket, wish, Duration.ofSeconds(10)));
    }

    @Test
    void aSecondStartRingsAtTheFirst() throws Exception {
        try (OnlyOne right = first(ask(""))) {
            assertThat(right).isNotNull();
            assertThat(ask("status")).isEqualTo(new OnlyOne.Outcome.Shown());
            awaitRing("status");
            assertThat(ask("")).isEqualTo(new OnlyOne.Outcome.Shown());
            awaitRing("");
        }
        assertThat(folder.resolve("home/settings.sock")).doesNotExist();
        first(ask("")).close();
    }

    @Test
    void oneThatIsAboutToEndLeavesTheRightToTheNext() {
        CompletableFuture<String> wish = new CompletableFuture<>();
        OnlyOne ending = first(OnlyOne.ask(NAME, new Locations(folder.resolve("home")), "", part -> {
            wish.complete(part);
            return false;
        }));
        CompletableFuture<Void> end = wish.thenRunAsync(ending::close);
        first(ask("status")).close();
        end.join();
        assertThat(wish.join()).isEqualTo("status");
    }

    @Test
    void whatACrashLeftIsNoHindrance() throws Exception {
        Files.createDirectories(folder.resolve("home"));
        Path socket = folder.resolve("home/settings.sock");
        try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(socket).exists();
        try (OnlyOne right = first(ask(""))) {
            assertThat(right).isNotNull();
            assertThat(ask("")).isEqualTo(new OnlyOne.Outcome.Shown());
        }
    }

    @Test
    void aSilentSocketIsLeft() throws Exception {
        Path socket = folder.resolve("silent");
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(socket));
            assertThat(Doorbell.ring(socket, "", Duration.ofMillis(200))).isFalse();
        }
        assertThat(Doorbell.ring(folder.resolve("none"), "", Duration.ofMillis(200)))
                .isFalse();
    }

    @Test
    void callersWhoSayNothingKeepNobodyWaiting() throws Exception {
        Path socket = folder.resolve("bell");
        List<SocketChannel> silent = new ArrayList<>();
        try (Doorbell bell = Doorbell.open(socket, rung::add)) {
            for (int i = 0; i < 15; i++) {
                silent.add(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
            }
            assertThat(bell).isNotNull();
            assertThat(isOpened(socket, "status")).isTrue();
            awaitRing("status");
            for (int i = 0; i < 5; i++) {
                silent.add(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
            }
            assertThat(isOpened(socket, "")).as("the silent ones are sent away").isTrue();
        } finally {
            for (SocketChannel caller : silent) {
                caller.close();
            }
        }
    }

    @Test
    void aFolderThatCannotBeUsedIsTold() throws Exception {
        Files.writeString(folder.resolve("home"), "a file");
        assertThat(ask("")).isInstanceOfSatisfying(OnlyOne.Outcome.Failed.class, failed -> {
            assertThat(failed.exitCode()).isEqualTo(6);
            assertThat(failed.line()).startsWith("error: ");
        });
    }

    @Test
    void aProgramThatIsNotThereIsToldAsTheCommandForIt() {
        assertThat(new OtherPrograms(Optional.empty(), "Linux", Map.of()).start("settings"))
                .hasValueSatisfying(line -> assertThat(line).contains("cloudtolocalllm settings"));
        assertThat(new OtherPrograms(Optional.of(folder.resolve("none")), "Linux", Map.of()).start("start"))
                .hasValueSatisfying(line -> assertThat(line).contains("cannot be started"));
    }
}
