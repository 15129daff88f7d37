package online.cloudtolocalllm.cli.tour;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import online.cloudtolocalllm.cli.daemon.DaemonControl;
import online.cloudtolocalllm.cli.page.Palette;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.cli.run.Surroundings;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.words.Figures;

/**
 * The guided tour: two demonstration servers, one of them as the cloud, a daemon between, a question, and a failover. It
 * happens in a temporary folder on free ports and succeeds only if every step was seen to work. One use; for one thread, but
 * what it has started is ended from another one when the process is told to end.
 */
public final class Tour {

    private static final Duration GRACE = Duration.ofSeconds(3);

    private final Surroundings user;
    private final boolean keep;
    private final TourScreen screen;
    private final TourProcesses processes = new TourProcesses();
    private final AtomicBoolean interrupted = new AtomicBoolean();

    /** Guarded by this. */
    private boolean cleared;

    /**
     * A tour.
     *
     * @param keep whether to leave everything running at the end
     */
    public Tour(Surroundings user, boolean keep) {
        this.user = user;
        this.keep = keep;
        this.screen = new TourScreen(
                user.out(), new Palette(user.colourOnOut()), user.terminal().width());
    }

    /**
     * Takes the tour.
     *
     * @throws CommandFailure if a step was not seen to work; everything is cleared away then, too
     * @throws InterruptedException if interrupted while waiting; everything is cleared away
     */
    public ExitCode run() throws CommandFailure, InterruptedException {
        long started = user.time().nanoTime();
        user.launcherOrFail();
        TourHome home = home();
        Surroundings inside = user.withEnvironment(home.environment(user.environment()));
        DaemonControl daemon = new DaemonControl(inside, home.locations());
        Thread onExit = new Thread(() -> interrupt(home), "end of the tour");
        Runtime.getRuntime().addShutdownHook(onExit);
        boolean done = false;
        try {
            screen.title("A guided tour. It happens in a temporary folder on free ports; nothing of yours is touched.");
            Kept kept = take(new TourStage(inside, home, daemon, processes, screen, keep));
            if (keep) {
                leave();
                done = true;
                howToStop(home, kept);
            } else {
                screen.step("Everything is stopped and removed");
                daemon.stop();
                done = true;
                if (!clear(home)) {
                    throw new TourFailure("a process or a file of the tour is left in " + home.folder());
                }
                screen.seen("no process and no file of the tour is left");
            }
            Duration took = Duration.ofNanos(user.time().nanoTime() - started);
            user.out().println();
            user.out().println("All " + screen.steps() + " steps worked, in " + Figures.latency(took) + ".");
            user.out().println(user.command().in("Your turn:  cloudtolocalllm up"));
            return ExitCode.OK;
        } catch (TourFailure e) {
            throw failure(e.message(), home.lastWords());
        } catch (CommandFailure e) {
            throw failure(e.message(), home.lastWords());
        } catch (IOException e) {
            throw failure("the temporary folder " + home.folder() + " cannot be used: " + e.getMessage(), List.of());
        } finally {
            if (!done) {
                stopPolitely(daemon);
            }
            clear(home);
            forget(onExit);
        }
    }

    /** What is left running with {@code --keep}. */
    private record Kept(HostPort gateway, List<Long> servers) {}

    private Kept take(TourStage stage) throws TourFailure, CommandFailure, IOException, InterruptedException {
        TourSetting setting = new TourSetting(stage);
        screen.step("Two demonstration servers");
        DemoServer local = setting.localServer();
        DemoServer cloud = setting.cloudServer();
        screen.step("The daemon between them and you");
        HostPort gateway = setting.daemon(local, cloud);
        TourTalk talk = new TourTalk(stage, gateway);
        screen.step("A question, answered word by word");
        talk.question();
        screen.step("More questions, and the local server is killed between them");
        talk.series(local);
        screen.step("What the daemon says");
        TourFailover failover = new TourFailover(stage, gateway);
        failover.show();
        if (!keep) {
            return new Kept(gateway, List.of());
        }
        screen.step("The local server comes back, and all is left running");
        DemoServer again = setting.localServerAgain(local.address());
        failover.showReturn();
        return new Kept(gateway, List.of(again.pid(), cloud.pid()));
    }

    private void howToStop(TourHome home, Kept kept) throws CommandFailure {
        String command =
                Locations.HOME_VARIABLE + "=" + quoted(home.locations().home()) + " " + quoted(user.launcherOrFail());
        String servers =
                String.join(" ", kept.servers.stream().map(String::valueOf).toList());
        screen.line("gateway    http://" + kept.gateway);
        screen.line("look       " + command + " status");
        screen.line("ask        " + command + " chat \"How does failover work?\"");
        screen.line("stop       " + command + " stop; kill " + servers + "; rm -r " + quoted(home.folder()));
    }

    /** The path as a shell reads it. */
    private static String quoted(Path path) {
        String text = path.toString();
        boolean plain = text.chars().allMatch(c -> Character.isLetterOrDigit(c) || "/._-".indexOf(c) >= 0);
        return plain ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    private static TourHome home() throws CommandFailure {
        try {
            return TourHome.create();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.HOME_UNUSABLE,
                    "No temporary folder can be made: " + e.getMessage() + ".",
                    "Name another place: CLOUDTOLOCALLLM_JAVA_OPTS=-Djava.io.tmpdir=FOLDER cloudtolocalllm up --demo");
        }
    }

    private CommandFailure failure(String why, List<String> log) {
        screen.endOfAnswer();
        if (interrupted.get()) {
            return new CommandFailure(ExitCode.INTERRUPTED, "The tour was stopped; everything of it is removed.", "");
        }
        screen.failed(why);
        String details =
                log.isEmpty() ? "" : "\n" + String.join("\n", log).indent(2).stripTrailing();
        return new CommandFailure(
                ExitCode.FAILED,
                "Step " + screen.steps() + " of the tour did not work: "
                        + Words.harmless(Words.sentence(why) + details),
                "Everything was cleared away. Try the daemon by itself: cloudtolocalllm daemon");
    }

    private static void stopPolitely(DaemonControl daemon) throws InterruptedException {
        try {
            daemon.stop();
        } catch (CommandFailure e) {
            // The processes are ended by force right after this; the failure that led here is the one to tell.
            return;
        }
    }

    private synchronized void leave() {
        processes.release();
        cleared = true;
    }

    private void interrupt(TourHome home) {
        interrupted.set(true);
        clear(home);
    }

    /** Ends what still runs and removes the folder, once; who comes second waits until that is done. */
    private synchronized boolean clear(TourHome home) {
        if (cleared) {
            return true;
        }
        cleared = true;
        boolean gone = processes.close(GRACE);
        try {
            home.delete();
            return gone;
        } catch (IOException e) {
            user.err().println("The folder " + home.folder() + " could not be removed: " + e.getMessage());
            return false;
        }
    }

    private static void forget(Thread onExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // The process is ending already and the thread does its work.
            return;
        }
    }
}
