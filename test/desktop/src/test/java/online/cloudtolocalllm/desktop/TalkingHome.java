package online.cloudtolocalllm.desktop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.StatusJson;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.http.RawHttp;
import online.cloudtolocalllm.testkit.process.AppProcess;
import online.cloudtolocalllm.testkit.process.Connections;
import online.cloudtolocalllm.testkit.process.DaemonProcess;
import online.cloudtolocalllm.testkit.process.TemporaryHome;
import online.cloudtolocalllm.testkit.upstream.Fault;
import online.cloudtolocalllm.testkit.upstream.Gate;
import online.cloudtolocalllm.testkit.upstream.Offer;
import online.cloudtolocalllm.testkit.upstream.Reply;
import online.cloudtolocalllm.testkit.upstream.ScriptedUpstream;

/**
 * A daemon from the launcher with two connections whose models say what a test has them say: {@code gpu_box}, which is asked first, and
 * {@code local_ollama}. {@link #close()} ends all of it.
 */
final class TalkingHome implements AutoCloseable {

    private static final String CHAT = "/api/chat";
    private static final String LAST = "{\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,"
            + "\"done_reason\":\"stop\",\"eval_count\":412,\"eval_duration\":10840000000}";

    private final Launched launched;
    private final ScriptedUpstream near;
    private final ScriptedUpstream far;
    private final TemporaryHome home;
    private final DaemonProcess daemon;

    /**
     * Starts it, and blocks until it serves.
     *
     * @param folder for files of the desktop
     * @param screen variables that lead to a display
     */
    TalkingHome(Path folder, Map<String, String> screen) throws IOException, InterruptedException {
        launched = Launched.on(folder, screen);
        near = ScriptedUpstream.ollama(
                Offer.usual().withModels("llama3.2:latest", "nomic-embed-text:latest", "qwen3:8b"));
        near.always(
                "/api/tags",
                models(
                        model("llama3.2:latest", 2_019_393_189L, "3.2B", "Q4_K_M"),
                        model("nomic-embed-text:latest", 274_302_450L, "137M", "F16"),
                        model("qwen3:8b", 5_225_388_164L, "8.2B", "Q4_K_M")));
        far = ScriptedUpstream.ollama(Offer.usual().withModels("llama3.2:latest", "qwen3-coder:30b"));
        far.always(
                "/api/tags",
                models(
                        model("llama3.2:latest", 2_019_393_189L, "3.2B", "Q4_K_M"),
                        model("qwen3-coder:30b", 18_556_701_140L, "30.5B", "Q4_K_M")));
        home = TemporaryHome.with(Connections.none().local(near.url()).other("gpu_box", "ollama", far.url(), 5));
        daemon = DaemonProcess.start(
                launched.command("daemon", "--port", "0", "--gateway", "127.0.0.1:0", "--no-tray")
                        .in(home),
                home);
    }

    private static JsonObject model(String name, long size, String parameters, String quantization) {
        return JsonObject.of("name", name, "model", name)
                .with("size", size)
                .with("digest", "0f1e2d3c")
                .with("modified_at", "2026-01-01T12:00:00Z")
                .with(
                        "details",
                        JsonObject.of("format", "gguf", "parameter_size", parameters)
                                .with("quantization_level", quantization));
    }

    private static Reply models(JsonObject... all) {
        return Reply.json(JsonObject.of("models", List.of(all)).toJson());
    }

    /** Its files. */
    TemporaryHome home() {
        return home;
    }

    /** How many answers have ended. */
    long served() throws IOException {
        return status().requestsServed();
    }

    /** Waits until more than so many answers have ended. */
    void awaitServed(long more) throws IOException, InterruptedException {
        if (!Until.holds(Until.LIMIT.multipliedBy(2), () -> isServed(more))) {
            throw new AssertionError("no answer ended: " + daemon.process().describe());
        }
    }

    private boolean isServed(long more) {
        try {
            return served() > more;
        } catch (IOException e) {
            throw new AssertionError("the daemon does not tell", e);
        }
    }

    /** Sets the colours of all windows, which those that are open follow. */
    void theme(String theme) throws IOException {
        Files.writeString(home.folder().resolve("windows.json"), "{\"theme\":\"" + theme + "\"}");
    }

    /** Starts the main window. */
    AppProcess window() throws IOException {
        return AppProcess.start(launched.command("app").in(home));
    }

    /** The next answer of {@code gpu_box}: a thought, then these pieces. */
    void willSay(String thought, String... pieces) {
        far.on(CHAT, said(thought, pieces));
    }

    /** The next answer of {@code gpu_box}, which waits at the gate after so many pieces. */
    void willSay(int until, Gate gate, String thought, String... pieces) {
        far.on(CHAT, said(thought, pieces).holdAfter(until + 1, gate));
    }

    /** {@code gpu_box} refuses the next question, and {@code local_ollama} says this. */
    void otherWillSay(String... pieces) {
        far.on(CHAT, new Fault.Refuses(503));
        near.on(CHAT, said("", pieces));
    }

    /** {@code gpu_box} is gone. */
    void firstGoesDown() throws IOException {
        far.goDown();
    }

    /** Whether an answer came from another connection than the one asked first. */
    boolean failedOver() throws IOException {
        return status().snapshot().lastFailover().isPresent();
    }

    private DaemonStatus status() throws IOException {
        return StatusJson.read(Json.parseObject(
                RawHttp.get(daemon.gateway(), "/_broker/status").body().toArray()));
    }

    /** A download at {@code local_ollama} that comes so far and waits at the gate. */
    void willPull(Gate gate) {
        long total = 2_019_377_376;
        near.on(
                "/api/pull",
                Reply.ndjson(List.of(
                                "{\"status\":\"pulling manifest\"}",
                                JsonObject.of("status", "pulling dde5aa3fc5ff", "digest", "sha256:dde5aa3fc5ff")
                                        .with("total", total)
                                        .with("completed", 823_410_688L)
                                        .toJson(),
                                "{\"status\":\"success\"}"))
                        .holdAfter(2, gate));
    }

    private static Reply.Streamed said(String thought, String... pieces) {
        List<String> lines = new ArrayList<>();
        lines.add(line(thought, ""));
        for (String piece : pieces) {
            lines.add(line("", piece));
        }
        lines.add(LAST);
        return Reply.ndjson(lines);
    }

    private static String line(String thought, String content) {
        JsonObject message = JsonObject.of("role", "assistant", "content", content);
        return JsonObject.of("message", thought.isEmpty() ? message : message.with("thinking", thought))
                .with("done", false)
                .toJson();
    }

    @Override
    public void close() throws IOException {
        daemon.close();
        near.close();
        far.close();
        home.close();
    }
}
