package online.cloudtolocalllm.settings.view.status;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import online.cloudtolocalllm.client.Registration;
import online.cloudtolocalllm.protocol.ipc.DaemonEvent;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.settings.model.SettingsState;
import online.cloudtolocalllm.settings.model.status.RequestWatch;
import online.cloudtolocalllm.settings.model.status.StatusText;
import online.cloudtolocalllm.settings.view.page.Moment;
import online.cloudtolocalllm.settings.view.page.Page;
import online.cloudtolocalllm.settings.view.page.PageContext;
import online.cloudtolocalllm.window.Copying;
import online.cloudtolocalllm.window.EmptyNote;
import online.cloudtolocalllm.window.Parts;

/** What happens now, and what happened: connections with their charts, requests, failovers. Asks only while it is seen. */
public final class StatusTab implements Page {

    /** Charts move on in such steps: less than a point of them. */
    private static final long STEP_SECONDS = 5;

    private final PageContext context;
    private final RequestWatch watch;
    private final Registration failovers;
    private final VBox page = new VBox();
    private final Parent root = Parts.scrolling(page);
    private final Timeline second = new Timeline(new KeyFrame(Duration.seconds(1), tick -> look()));
    private final EmptyNote away = new EmptyNote(
            "Nothing is served while the daemon is away",
            "Programs that use the gateway get no answer until it runs again.");

    private final NowPart now = new NowPart();
    private final RequestsPart requests;
    private final LogPart log;
    private Moment moment = new Moment(Instant.EPOCH, ZoneId.systemDefault());

    /** Makes it, empty. */
    public StatusTab(PageContext context) {
        this.context = context;
        watch = new RequestWatch(context.daemon(), this::draw);
        failovers = context.shell().daemon().onEvent(event -> {
            if (event instanceof DaemonEvent.Failover(FailoverEvent failover)) {
                context.screen().execute(() -> watch.told(failover));
            }
        });
        requests = new RequestsPart(watch);
        log = new LogPart(watch);
        page.getStyleClass().add("page");
        page.getChildren().addAll(head(), away, now, requests, log);
        second.setCycleCount(Animation.INDEFINITE);
        root.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.isShortcutDown() && (event.getCode() == KeyCode.K || event.getCode() == KeyCode.F)) {
                requests.search();
                event.consume();
            }
        });
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void opened() {
        look();
        second.play();
    }

    @Override
    public void left() {
        second.stop();
    }

    @Override
    public boolean escape() {
        return requests.escape();
    }

    @Override
    public void close() {
        second.stop();
        failovers.close();
    }

    @Override
    public void show(SettingsState state, Moment seen) {
        moment = seen;
        watch.see(state.live());
        draw();
    }

    private void look() {
        watch.see(context.settings().state().live());
        watch.ask();
    }

    private HBox head() {
        Button copy = Parts.button("status-copy", "Copy as text", this::copy);
        copy.getStyleClass().addAll("small", "flat");
        HBox head = new HBox(8, Parts.text("Status", "page-title"), Parts.spring(), copy);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private void draw() {
        Optional<DaemonStatus> live = context.settings().state().live();
        Parts.there(away, live.isEmpty());
        Parts.there(now, live.isPresent());
        long step = (moment.now().getEpochSecond() / STEP_SECONDS + 1) * STEP_SECONDS;
        live.ifPresent(
                status -> now.show(status, watch.log(), moment.now(), Instant.ofEpochSecond(step), moment.zone()));
        // What is known of the run before may tell why the daemon is away.
        boolean any = live.isPresent() || !watch.log().requests().isEmpty();
        Parts.there(requests, any);
        Parts.there(log, any);
        requests.show(moment);
        log.show(moment);
    }

    private void copy() {
        Copying.put(StatusText.of(
                context.settings().state().live(),
                requests.lines(),
                log.lines(),
                watch.totals(),
                moment.now(),
                moment.zone()));
        context.settings().say("The status was copied.", false, false);
    }
}
