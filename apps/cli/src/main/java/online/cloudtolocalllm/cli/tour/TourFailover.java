package online.cloudtolocalllm.cli.tour;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import online.cloudtolocalllm.cli.http.HttpCall;
import online.cloudtolocalllm.cli.page.Palette;
import online.cloudtolocalllm.cli.page.StatusPage;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.Surroundings;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.protocol.status.StatusJson;

/** The step that shows the failover as the daemon recorded it. For one thread. */
final class TourFailover {

    /** The daemon promises to notice a lost connection within 6 s, and a return within 5 s. */
    private static final Duration NOTICE_LIMIT = Duration.ofSeconds(10);

    private static final Duration ASK_LIMIT = Duration.ofSeconds(5);
    private static final int MAX_STATUS = 1_000_000;
    private static final int INDENT = 3;

    private final TourStage stage;
    private final HostPort gateway;

    TourFailover(TourStage stage, HostPort gateway) {
        this.stage = stage;
        this.gateway = gateway;
    }

    /**
     * Waits until the lost connection is known as lost, and shows who took over. A probe may see the loss before a request
     * does; then no request had to change over and the states alone tell the story.
     */
    void show() throws CommandFailure, TourFailure, InterruptedException {
        stage.daemon().await(status -> serves(status, false), NOTICE_LIMIT);
        DaemonStatus status = status();
        if (!serves(status, false)) {
            throw new TourFailure("the daemon still counts on " + TourStage.LOCAL);
        }
        stage.screen().lines(page().lines(status));
        Optional<FailoverEvent> event = status.snapshot().lastFailover();
        if (event.isPresent()) {
            if (!event.get().from().equals(TourStage.LOCAL) || !event.get().to().equals(TourStage.CLOUD)) {
                throw new TourFailure("the daemon recorded another failover: " + event.get());
            }
            stage.screen()
                    .seen("failover " + event.get().from() + " → " + event.get().to() + ": "
                            + Words.harmless(event.get().why()));
        } else {
            stage.screen()
                    .seen("a probe saw " + TourStage.LOCAL + " end before a question did; " + TourStage.CLOUD
                            + " took over");
        }
    }

    /** Waits until the local server is used again. */
    void showReturn() throws CommandFailure, TourFailure, InterruptedException {
        DaemonStatus status = stage.daemon().await(s -> serves(s, true), NOTICE_LIMIT);
        if (!serves(status, true)) {
            throw new TourFailure("the daemon does not see that " + TourStage.LOCAL + " is back");
        }
        stage.screen().seen(TourStage.LOCAL + " serves again");
    }

    private static boolean serves(DaemonStatus status, boolean local) {
        boolean localUp = status.snapshot()
                .connection(TourStage.LOCAL)
                .map(connection -> connection.health().state().serves())
                .orElse(false);
        return status.snapshot().active().equals(Optional.of(local ? TourStage.LOCAL : TourStage.CLOUD))
                && localUp == local;
    }

    /** As a tool without access to the user's files sees it. */
    private DaemonStatus status() throws TourFailure {
        try (HttpCall call = HttpCall.send(gateway, HttpCall.Request.get("/_broker/status", ASK_LIMIT))) {
            return StatusJson.read(Json.parseObject(call.text(MAX_STATUS)));
        } catch (IOException e) {
            throw new TourFailure("http://" + gateway + "/_broker/status cannot be read: " + e.getMessage());
        }
    }

    private StatusPage page() {
        Surroundings inside = stage.inside();
        int width = Math.max(20, inside.terminal().width() - INDENT);
        return new StatusPage(
                new Palette(inside.colourOnOut()), width, inside.time().now(), inside.zone());
    }
}
