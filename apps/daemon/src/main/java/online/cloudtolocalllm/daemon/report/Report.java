package online.cloudtolocalllm.daemon.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import online.cloudtolocalllm.broker.journal.RequestJournal;
import online.cloudtolocalllm.broker.journal.RequestRecord;
import online.cloudtolocalllm.daemon.gateway.GatewayPages;
import online.cloudtolocalllm.daemon.ipc.IpcHandler;
import online.cloudtolocalllm.daemon.ipc.Replies;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that is told about requests: the journal that a broker tells, and the pages, commands, metrics, log lines and saved
 * totals that are made of it. Thread-safe.
 */
public final class Report implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Report.class);
    private static final long SAVE_SECONDS = 10;

    private final Executor blocking;
    private final TotalsFile file;
    private final TotalsFile.Loaded loaded;
    private final Totals totals;
    private final RequestMetrics metrics;
    private final AccessLog accessLog;
    private final RequestJournal journal;
    private final Object saving = new Object();
    /** Guarded by {@code saving}. */
    private long saved;
    /** Guarded by {@code saving}. */
    private boolean saveFailed;

    private Report(Path totalsFile, boolean logRequests, Timing timing, List<Consumer<RequestRecord>> others) {
        this.blocking = timing.blocking;
        this.file = new TotalsFile(totalsFile);
        this.loaded = file.load(timing.time.now());
        ModelLabels models =
                new ModelLabels(loaded.totals().object(Totals.MODELS).fields().keySet());
        this.totals = new Totals(loaded.totals(), models, timing.time.now());
        this.metrics = new RequestMetrics(models);
        this.accessLog = new AccessLog(LoggerFactory.getLogger("requests"), timing.timer, blocking);
        List<Consumer<RequestRecord>> listeners = new ArrayList<>(List.of(totals, metrics));
        if (logRequests) {
            listeners.add(accessLog);
        }
        listeners.addAll(others);
        this.journal = new RequestJournal(timing.time, listeners);
    }

    /**
     * What a report works with.
     *
     * @param timer wakes it up; never blocked
     * @param blocking does what blocks
     * @param time clocks
     */
    public record Timing(ScheduledExecutorService timer, Executor blocking, TimeSource time) {}

    /**
     * Reads the totals and goes on counting. Blocks on the disk.
     *
     * @param totalsFile where totals are kept, in a folder that exists
     * @param logRequests whether each request gets a line in the log
     * @param others are told of each request that is over, too, on its event loop: they must not block
     */
    public static Report open(
            Path totalsFile, boolean logRequests, Timing timing, List<Consumer<RequestRecord>> others) {
        Report report = new Report(totalsFile, logRequests, timing, others);
        var _ = timing.timer.scheduleWithFixedDelay(
                () -> timing.blocking.execute(report::save), SAVE_SECONDS, SAVE_SECONDS, TimeUnit.SECONDS);
        return report;
    }

    /** What a broker tells of its requests. */
    public RequestJournal journal() {
        return journal;
    }

    /** What the owner should know of the saved totals. */
    public List<String> notices() {
        return loaded.notices();
    }

    /**
     * The pages {@code requests}, {@code totals} and {@code metrics}.
     *
     * @param status the state of everything else; may take some microseconds
     */
    public Map<String, GatewayPages.Page> pages(Supplier<DaemonStatus> status) {
        return Map.of(
                "requests",
                target -> later(() -> requests(RequestQuery.ofTarget(target.query()))),
                "totals",
                target -> later(() -> GatewayPages.Answer.of(stats())),
                "metrics",
                target -> later(() -> new GatewayPages.Answer(200, MetricsText.CONTENT_TYPE, metrics(status.get()))));
    }

    /** The commands {@code LIST_REQUESTS} and {@code GET_STATS}. */
    public Map<String, IpcHandler> handlers() {
        return Map.of(
                "LIST_REQUESTS",
                message -> later(() -> list(RequestQuery.ofMessage(message))),
                "GET_STATS",
                message -> later(this::stats));
    }

    private <T> CompletableFuture<T> later(Supplier<T> answer) {
        return CompletableFuture.supplyAsync(answer, blocking);
    }

    private GatewayPages.Answer requests(RequestQuery.Reading reading) {
        return switch (reading) {
            case RequestQuery.Reading.Understood(RequestQuery query) ->
                GatewayPages.Answer.of(RequestJson.list(query.of(journal.since(query.after()))));
            case RequestQuery.Reading.Wrong(String text) -> GatewayPages.Answer.of(400, JsonObject.of("error", text));
        };
    }

    private JsonObject list(RequestQuery.Reading reading) {
        return switch (reading) {
            case RequestQuery.Reading.Understood(RequestQuery query) ->
                RequestJson.list(query.of(journal.since(query.after())));
            case RequestQuery.Reading.Wrong(String text) -> Replies.error(text, "bad_request");
        };
    }

    private JsonObject stats() {
        return totals.toJson().with("running", journal.running().size());
    }

    private String metrics(DaemonStatus status) {
        MetricsText text = new MetricsText();
        metrics.write(text);
        StateMetrics.write(text, status, accessLog.left());
        return text.toString();
    }

    private void save() {
        synchronized (saving) {
            long now = totals.changes();
            if (now == saved || !loaded.usable()) {
                return;
            }
            try {
                file.save(totals.toJson());
                saved = now;
                saveFailed = false;
            } catch (IOException e) {
                if (!saveFailed) {
                    LOG.warn("The totals cannot be saved: {}. This is tried again.", FileProblem.describe(e));
                }
                saveFailed = true;
            }
        }
    }

    /** Writes the last lines and totals; blocks. Does not end the timer. */
    @Override
    public void close() {
        accessLog.close();
        save();
    }
}
