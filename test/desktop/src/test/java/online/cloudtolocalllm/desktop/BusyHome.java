package online.cloudtolocalllm.desktop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.process.AppProcess;
import online.cloudtolocalllm.testkit.process.Command;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.Finished;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;

/**
 * A daemon from the launcher that has something to show: connections that serve, that died in the middle, that want a sign-in; keys; requests
 * of the last moments. {@link #close()} ends all of it.
 */
final class BusyHome implements AutoCloseable {

    private static final String READY = "demo: serving on ";
    private static final Pattern KEY = Pattern.compile("c2l_[\\w-]+");

    private final TemporaryHome home;
    private final Launched launched;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AppProcess near;
    private final AppProcess far;
    private final ScriptedUpstream router;
    private final ScriptedUpstream cloud;
    private final DaemonProcess daemon;

    /**
     * Starts everything, and blocks until requests were answered, and one by another connection than the first.
     *
     * @param folder for files of the desktop
     * @param screen variables that lead to a display
     */
    BusyHome(Path folder, Map<String, String> screen) throws IOException, InterruptedException {
        launched = Launched.on(folder, screen);
        near = demo("local", 60);
        far = demo("gpu_box", 140);
        router = ScriptedUpstream.openai(
                Offer.usual().withModels("openai/gpt-oss-120b", "qwen/qwen3-coder", "mistral-small"));
        cloud = ScriptedUpstream.cloud("another token", Offer.usual());
        JsonObject aliases = JsonObject.of("llama3.2", "demo", "qwen3:8b", "demo");
        home = TemporaryHome.with(Connections.none()
                .local(address(near))
                .set("local_ollama", "model_aliases", aliases)
                .other("gpu_box", "ollama", address(far), 5)
                .set("gpu_box", "model_aliases", aliases)
                .other("router", "openai", router.url() + "/v1", 30)
                .cloud(cloud.url(), "expired", true));
        // As a setting, not as an option: an option would stand in the window as what decides.
        Files.writeString(
                home.locations().daemonConfig(),
                "{\"gateway\":{\"address\":\"127.0.0.1:" + Launched.freePort() + "\"}}");
        daemon = DaemonProcess.start(launcher("daemon", "--port", "0", "--no-tray"), home);
        String editor = key("editor");
        String notebook = key("notebook");
        for (int round = 0; round < 4; round++) {
            ask("llama3.2", editor, 200);
            ask("qwen3:8b", notebook, 200);
        }
        far.close();
        for (int round = 0; round < 3; round++) {
            ask("llama3.2", editor, 200);
            ask("no-such-model", notebook, 404);
        }
    }

    private AppProcess demo(String name, int tokensPerSecond) throws IOException {
        return AppProcess.start(
                launched.command("demo", "--name", name, "--tokens-per-second", String.valueOf(tokensPerSecond)));
    }

    private static String address(AppProcess demo) throws InterruptedException {
        return demo.awaitOutputLine(line -> line.startsWith(READY)).substring(READY.length());
    }

    private Command launcher(String... arguments) {
        return launched.command(arguments).in(home);
    }

    private String key(String name) throws IOException, InterruptedException {
        try (AppProcess made = AppProcess.start(launcher("keys", "create", name))) {
            Finished finished = made.awaitExit(Until.LIMIT);
            Matcher key = KEY.matcher(finished.output());
            if (!key.find()) {
                throw new AssertionError("no key: " + finished);
            }
            return key.group();
        }
    }

    private void ask(String model, String key, int status) throws IOException, InterruptedException {
        String question = JsonObject.of("model", model)
                .with("messages", List.of(JsonObject.of("role", "user", "content", "Please count to 9.")))
                .toJson();
        HttpRequest request = HttpRequest.newBuilder(URI.create(daemon.url() + "/api/chat"))
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != status) {
            throw new AssertionError(model + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    /** Its files. */
    TemporaryHome home() {
        return home;
    }

    /** Starts the settings window, or has the one that is open turn to this tab. */
    AppProcess settings(String tab) throws IOException {
        return AppProcess.start(launcher("settings", "--tab", tab));
    }

    @Override
    public void close() throws IOException {
        try (home;
                cloud;
                router;
                near;
                far;
                daemon) {
            http.close();
        }
    }
}
