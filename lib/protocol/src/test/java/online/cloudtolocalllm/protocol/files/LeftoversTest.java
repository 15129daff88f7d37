package online.cloudtolocalllm.protocol.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

    @TempDir
    Path home;

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> home.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void onlyWhatReplacingLeavesOfOurOwnFilesIsRemoved() throws IOException {
        Files.createDirectory(home.resolve("tokens"));
        Files.createDirectory(home.resolve("dotfiles"));
        Files.createDirectory(home.resolve(".keys.json.1.tmp"));
        Path real = Files.writeString(home.resolve("dotfiles/daemon.json"), "{}");
        Files.createSymbolicLink(home.resolve("daemon_config.json"), real);
        List<String> stay = List.of(
                ".connection_config.json.mine.tmp",
                ".keys.json.tmp",
                ".other.json.12ab.tmp",
                "connection_config.json",
                "dotfiles/.other.json.1.tmp",
                "dotfiles/daemon.json",
                "tokens/.mine.tmp",
                "tokens/router");
        List<String> go = List.of(
                ".connection_config.json.ffffffffffffffff.tmp",
                ".connection_config.json.bak.1.tmp",
                ".ipc_auth.json.12ab.tmp",
                "dotfiles/.daemon.json.12ab.tmp",
                "tokens/.router.12ab.tmp");
        for (String name : Stream.concat(stay.stream(), go.stream()).toList()) {
            Files.writeString(home.resolve(name), "secret");
        }

        assertThat(Leftovers.remove(new Locations(home))).isEmpty();

        assertThat(names())
                .containsExactlyInAnyOrder(Stream.concat(stay.stream(), Stream.of("daemon_config.json"))
                        .toArray(String[]::new));
        assertThat(Leftovers.remove(new Locations(home.resolve("nowhere")))).isEmpty();
    }
}
