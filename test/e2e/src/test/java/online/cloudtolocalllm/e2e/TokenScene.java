package online.cloudtolocalllm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.DaemonLink;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionId;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;

/** What tests of tokens ask of a running daemon, and where they look for a token that should not be there. */
record TokenScene(TemporaryHome home, DaemonProcess daemon) {

    static final String ROUTER = "router";

    JsonObject ask(JsonObject command) throws DaemonException {
        try (DaemonLink link = DaemonLink.open(home.locations())) {
            return link.request(command).without("id");
        }
    }

    JsonObject set(String token) throws DaemonException {
        return ask(JsonObject.of("command", "UPDATE_AUTH_TOKEN", "connection", ROUTER)
                .with("token", token));
    }

    JsonObject tokenStatus() throws DaemonException {
        return ask(JsonObject.of("command", "TOKEN_STATUS", "connection", ROUTER));
    }

    String reason() throws IOException {
        return Gateway.of(daemon)
                .status()
                .snapshot()
                .connection(new ConnectionId(ROUTER))
                .orElseThrow()
                .health()
                .reason();
    }

    static JsonObject settings(TemporaryHome home) throws IOException {
        return Json.parseObject(Files.readAllBytes(home.locations().connectionConfig()))
                .object(ROUTER);
    }

    /** Nothing for a file that was on its way to its name and is gone. */
    private static String content(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException moved) {
            return "";
        }
    }

    /** A token may be nowhere but in the file that is made for it. */
    void assertNotTold(String token, JsonObject... replies) throws IOException, DaemonException {
        List<String> told = new ArrayList<>();
        for (JsonObject reply : replies) {
            told.add(reply.toJson());
        }
        told.add(tokenStatus().toJson());
        told.add(ask(JsonObject.of("command", "GET_CONNECTION_STATUS")).toJson());
        told.addAll(daemon.outputLines());
        told.addAll(daemon.process().errorLines());
        try (Stream<Path> files = Files.list(home.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                told.add(file + ": " + content(file));
            }
        }
        Path process = Path.of("/proc", String.valueOf(daemon.process().pid()));
        if (Files.isDirectory(process)) {
            told.add(Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1));
            told.add(Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1));
        }
        assertThat(told).noneMatch(text -> text.contains(token));
    }
}
