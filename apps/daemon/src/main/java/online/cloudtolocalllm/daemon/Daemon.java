package online.cloudtolocalllm.daemon;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.autostart.Autostarts;
import online.cloudtolocalllm.broker.Broker;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.daemon.desktop.DesktopDesk;
import online.cloudtolocalllm.daemon.desktop.DesktopThreads;
import online.cloudtolocalllm.daemon.desktop.LastAnswers;
import online.cloudtolocalllm.daemon.desktop.WindowProcesses;
import online.cloudtolocalllm.daemon.desktop.Windows;
import online.cloudtolocalllm.daemon.gateway.GatewayServer;
import online.cloudtolocalllm.daemon.ipc.Audience;
import online.cloudtolocalllm.daemon.ipc.ClientBoard;
import online.cloudtolocalllm.daemon.ipc.DaemonControl;
import online.cloudtolocalllm.daemon.ipc.IpcServer;
import online.cloudtolocalllm.daemon.process.DaemonLog;
import online.cloudtolocalllm.daemon.process.DaemonOptions;
import online.cloudtolocalllm.daemon.process.DemoLauncher;
import online.cloudtolocalllm.daemon.report.Report;
import online.cloudtolocalllm.daemon.secret.SettingsReferences;
import online.cloudtolocalllm.daemon.settings.Limits;
import online.cloudtolocalllm.daemon.settings.LiveSettings;
import online.cloudtolocalllm.daemon.settings.SettingsWatch;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.files.Leftovers;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.files.SingleInstance;
import online.cloudtolocalllm.secrets.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running daemon: everything is made here in order, and closed in the reverse order. Thread-safe.
 */
final class Daemon {

    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
    private static final int LOOPS = 2;

    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Closing> closings = new ArrayList<>();
    private final TimeSource time = TimeSource.system();
    private final Instant started = time.now();
    private volatile String gatewayUrl = "";

    /** One thing to be closed. */
    private interface Closing {
        void close() throws IOException;
    }

    /** What came of starting. */
    sealed interface Start {

        /** It serves. */
        record Running(Daemon daemon) implements Start {}

        /** Another daemon has this home folder. */
        record AlreadyRunning() implements Start {}

        /** It cannot serve; the message says why and what to do. */
        record Failed(int exitCode, String message) implements Start {}
    }

    private Daemon() {}

    /**
     * Starts a daemon. Blocks on the disk and until the sockets listen.
     *
     * @param environment environment variables, which come before the settings files
     * @param console where to say what the log cannot
     */
    static Start start(
            DaemonOptions.Run options, Locations locations, Map<String, String> environment, PrintStream console) {
        Daemon daemon = new Daemon();
        try {
            return daemon.open(options, locations, environment, console)
                    ? new Start.Running(daemon)
                    : new Start.AlreadyRunning();
        } catch (CannotStartException e) {
            daemon.close();
            return new Start.Failed(e.exitCode(), String.valueOf(e.getMessage()));
        } catch (RuntimeException | Error e) {
            // What was opened must be closed all the same, the lock above all.
            LOG.error("the daemon could not start", e);
            daemon.close();
            return new Start.Failed(
                    1,
                    "The daemon could not start, for a reason that nobody expected (" + e
                            + "). See tray.log, and please report it.");
        }
    }

    private boolean open(
            DaemonOptions.Run options, Locations locations, Map<String, String> environment, PrintStream console)
            throws CannotStartException {
        HomeFolder.open(locations);
        if (!lock(locations)) {
            return false;
        }
        LiveSettings settings = LiveSettings.open(locations, options.over(environment), time);
        DaemonConfig config = settings.daemon();
        DaemonLog log = DaemonLog.open(locations.log(), config.logLevel(), options.debug(), console);
        closings.add(log::close);

        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(LOOPS, NioIoHandler.newFactory());
        closings.add(() -> loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly());
        ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
        closings.add(blocking::shutdownNow);
        LastAnswers answers = new LastAnswers();
        Report report = openReport(locations, config, new Report.Timing(loops, blocking, time), answers);
        report.notices().forEach(notice -> LOG.warn("{}", notice));
        Doors doors = Doors.open(locations, config, time, blocking);
        closings.add(doors::close);
        doors.notices().forEach(notice -> LOG.warn("{}", notice));
        Broker broker = Broker.open(List.of(), loops, blocking, Limits.broker(config.limits()), time, report.journal());
        closings.add(broker::close);
        TokenWiring tokens = new TokenWiring(
                broker, Secrets.ofThisUser(locations), new SettingsReferences(settings), loops, blocking);
        closings.add(tokens::close);
        OldClients old = OldClients.open(loops, blocking, time, settings, doors.peers());
        ClientBoard clients = new ClientBoard();
        Windows windows = WindowProcesses.open(clients, locations, environment, tokens::variables, blocking);
        DesktopThreads threads = new DesktopThreads(
                (delay, task) -> loops.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS), blocking, time);
        DesktopDesk desk = DesktopDesk.of(
                new DesktopDesk.Parts(
                        DesktopDesk.Surroundings.ofThisProcess(environment, locations, !options.noTray()),
                        broker,
                        settings,
                        clients,
                        answers,
                        windows,
                        Autostarts.ofThisUser(locations),
                        old.forTheMenu(),
                        tokens::variables,
                        this::requestStop),
                threads);
        settings.putInto(new SettingsInForce(broker, tokens.credentials(), doors, log, old.gate(), desk));
        DemoLauncher launcher = DemoLauncher.ofThisProcess(tokens::variables);
        DemoStandIn demo = new DemoStandIn(broker, launcher, loops, blocking);
        closings.add(demo::close);
        Surface surface = new Surface(
                settings,
                report,
                tokens,
                doors,
                old,
                new RouteQuestions(broker),
                windows,
                desk.autostart(),
                desk.handlers());
        DaemonFacts facts = new DaemonFacts(
                broker, started, surface::notices, () -> gatewayUrl, clients::count, old, desk::trayState);
        Listening listening = new Listening(loops, blocking, time, started);
        GatewayServer gateway = listening.gateway(config, doors, broker, surface.pages(facts, blocking));
        gatewayUrl = "http://" + gateway.address();
        closings.add(gateway::close);
        var handlers = surface.handlers(locations, blocking);
        Audience audience = new Audience(clients, facts.feed(loops, blocking, time));
        DaemonControl control =
                new DaemonControls(broker, loops, blocking, facts, demo, this::requestStop, handlers, audience);
        IpcServer ipc = listening.ipc(options.port(), control, old.access());
        closings.add(ipc::close);
        closings.add(new Drain(broker, gateway, ipc, time, Limits.drain(config.limits()))::run);
        closings.add(audience::shuttingDown);
        closings.add(
                SettingsWatch.start(
                        locations.home(),
                        List.of(locations.connectionConfig(), locations.daemonConfig()),
                        settings::reload)::close);
        closings.add(HomeFolder.announce(locations, ipc)::close);
        LOG.info("serving on {}, IPC port {}", gatewayUrl, ipc.credentials().port());
        closings.add(desk::close);
        desk.open(facts::quietly);
        return true;
    }

    private Report openReport(Locations locations, DaemonConfig config, Report.Timing timing, LastAnswers answers) {
        Report report = Report.open(locations.totals(), config.logRequests(), timing, List.of(answers));
        closings.add(report::close);
        return report;
    }

    private boolean lock(Locations locations) throws CannotStartException {
        return switch (SingleInstance.acquire(locations.lock())) {
            case SingleInstance.Outcome.Acquired(SingleInstance instance) -> {
                closings.add(instance::close);
                Leftovers.remove(locations).ifPresent(problem -> LOG.warn("{}", problem));
                yield true;
            }
            case SingleInstance.Outcome.HeldByAnother ignored -> false;
            case SingleInstance.Outcome.Unusable(String reason) -> throw HomeFolder.unusable(locations, reason);
        };
    }

    /** The gateway's address with its scheme. */
    String gatewayUrl() {
        return gatewayUrl;
    }

    /** Asks the daemon to stop; returns at once. */
    void requestStop() {
        stopAsked.countDown();
    }

    /** Serves until asked to stop, then finishes what is running and closes everything. */
    void serve() {
        try {
            stopAsked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.info("stopping");
        close();
    }

    /** Waits until everything is closed. */
    void awaitClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void close() {
        for (Closing closing : closings.reversed()) {
            try {
                closing.close();
            } catch (IOException e) {
                LOG.warn("closing failed: {}", FileProblem.describe(e));
            } catch (RuntimeException e) {
                // What is left must be closed all the same, the lock above all.
                LOG.error("closing failed", e);
            }
        }
        closed.countDown();
    }
}
