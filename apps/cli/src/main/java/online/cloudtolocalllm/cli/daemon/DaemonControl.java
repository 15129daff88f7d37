package online.cloudtolocalllm.cli.daemon;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.cli.run.Surroundings;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.DaemonLink;
import online.cloudtolocalllm.client.DaemonStarter;
import online.cloudtolocalllm.client.StartOutcome;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.DaemonStatus;

/** Reaches, starts and stops the daemon of one home folder. Blocking; for one thread. */
public final class DaemonControl {

    /** The daemon gives running requests 10 s; a slow machine may need some more to end. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Surroundings surroundings;
    private final Locations locations;

    /** Control of the daemon of these files. */
    public DaemonControl(Surroundings surroundings, Locations locations) {
        this.surroundings = surroundings;
        this.locations = locations;
    }

    /**
     * A link to the running daemon; the caller closes it.
     *
     * @throws CommandFailure if none runs or it refuses
     */
    public DaemonLink link() throws CommandFailure {
        try {
            return DaemonLink.open(locations);
        } catch (DaemonException e) {
            throw failure(e);
        }
    }

    /**
     * Asks the running daemon one thing.
     *
     * @param refused how the command ends if the daemon refuses
     * @param advice what to do then
     * @return the reply without its id
     * @throws CommandFailure if none runs, it refuses, or it does not answer
     */
    public JsonObject ask(JsonObject command, ExitCode refused, String advice) throws CommandFailure {
        return ask(command, DaemonLink.USUAL_LIMIT, refused, advice);
    }

    /**
     * Asks the running daemon one thing that may take longer than usual.
     *
     * @param limit how long to wait
     * @param refused how the command ends if the daemon refuses
     * @param advice what to do then
     * @return the reply without its id
     * @throws CommandFailure if none runs, it refuses, or it does not answer in time
     */
    public JsonObject ask(JsonObject command, Duration limit, ExitCode refused, String advice) throws CommandFailure {
        try (DaemonLink link = link()) {
            return link.request(command, limit).without("id");
        } catch (DaemonException.Refused e) {
            throw new CommandFailure(refused, Words.harmless(String.valueOf(e.getMessage())), advice);
        } catch (DaemonException e) {
            throw failure(e);
        }
    }

    /**
     * The running daemon's status.
     *
     * @throws CommandFailure if none runs or it does not answer
     */
    public DaemonStatus status() throws CommandFailure {
        try (DaemonLink link = DaemonLink.open(locations)) {
            return link.status();
        } catch (DaemonException e) {
            throw failure(e);
        }
    }

    /** The running daemon's status, or nothing if none runs. */
    public Optional<DaemonStatus> statusIfRunning() throws CommandFailure {
        try {
            return Optional.of(status());
        } catch (CommandFailure e) {
            if (e.exitCode() == ExitCode.NOT_RUNNING) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Starts the daemon unless one runs.
     *
     * @param arguments the daemon's arguments
     * @param started told about the new process at once
     * @return whether this call started it
     * @throws CommandFailure if it does not come up; the daemon's own last words are in the message
     * @throws InterruptedException if interrupted while waiting
     */
    public boolean start(List<String> arguments, Consumer<ProcessHandle> started)
            throws CommandFailure, InterruptedException {
        DaemonStarter starter = new DaemonStarter(locations, surroundings.launcherOrFail(), surroundings.environment());
        StartOutcome outcome = starter.start(arguments, DaemonStarter.USUAL_LIMIT, started);
        return switch (outcome) {
            case StartOutcome.Running(boolean startedNow) -> startedNow;
            case StartOutcome.Exited(int code, String lastWords) -> throw StartFailure.of(code, lastWords, locations);
            case StartOutcome.TimedOut(String lastWords) ->
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "The daemon did not answer within " + DaemonStarter.USUAL_LIMIT.toSeconds() + " s."
                                + StartFailure.indented(lastWords),
                        "See what it is doing with \"cloudtolocalllm logs\".");
            case StartOutcome.HomeUnusable(String reason) ->
                throw new CommandFailure(
                        ExitCode.HOME_UNUSABLE,
                        "The folder " + locations.home() + " cannot be used: " + reason + ".",
                        "Make it writable, or name another one: " + Locations.HOME_VARIABLE
                                + "=FOLDER cloudtolocalllm up");
            case StartOutcome.CannotStart(String reason) ->
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "The daemon could not be started: " + reason + ".",
                        "Try it in the foreground: cloudtolocalllm daemon");
        };
    }

    /**
     * Waits until the daemon answers that a service manager starts, as long as for one that is started by hand.
     *
     * @param whose the beginning of the sentence that tells that it does not
     * @throws CommandFailure if it does not answer in time
     * @throws InterruptedException if interrupted while waiting
     */
    public void awaitStart(String whose) throws CommandFailure, InterruptedException {
        long deadline = surroundings.time().nanoTime() + DaemonStarter.USUAL_LIMIT.toNanos();
        while (statusIfRunning().isEmpty()) {
            if (surroundings.time().nanoTime() > deadline) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        whose + " did not answer within " + DaemonStarter.USUAL_LIMIT.toSeconds() + " s.",
                        "See what it says with \"cloudtolocalllm service status\" and \"cloudtolocalllm logs\".");
            }
            surroundings.pause().of(BETWEEN_LOOKS);
        }
    }

    /**
     * Asks the running daemon to stop and waits until its process is gone.
     *
     * @return whether one ran
     * @throws CommandFailure if it does not stop in time
     * @throws InterruptedException if interrupted while waiting
     */
    public boolean stop() throws CommandFailure, InterruptedException {
        return stop(() -> {});
    }

    /**
     * Stops the daemon as {@link #stop()} does.
     *
     * @param found called when one runs and before it is asked
     * @throws CommandFailure if it does not stop in time
     * @throws InterruptedException if interrupted while waiting
     */
    public boolean stop(Runnable found) throws CommandFailure, InterruptedException {
        DaemonStatus last;
        try (DaemonLink link = DaemonLink.open(locations)) {
            last = link.status();
            found.run();
            link.quit();
        } catch (DaemonException e) {
            if (notRunning(e)) {
                return false;
            }
            throw failure(e);
        }
        long deadline = surroundings.time().nanoTime() + STOP_LIMIT.toNanos();
        while (isThere(last.pid())) {
            if (surroundings.time().nanoTime() > deadline) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "The daemon (process " + last.pid() + ") agreed to stop and is still there after "
                                + STOP_LIMIT.toSeconds() + " s.",
                        "See what it is doing with \"cloudtolocalllm logs\".");
            }
            surroundings.pause().of(BETWEEN_LOOKS);
        }
        return true;
    }

    /** The files go first and the lock with the process: a daemon started in between would find the lock held and give up. */
    private boolean isThere(long pid) {
        boolean another = pid != ProcessHandle.current().pid();
        boolean alive =
                another && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        return alive || Files.exists(locations.ipcAuth());
    }

    private static boolean notRunning(DaemonException e) {
        return switch (e) {
            case DaemonException.NotRunning _,
                    DaemonException.StaleFiles _,
                    DaemonException.NotTheDaemon _,
                    DaemonException.NotStarted _ -> true;
            case DaemonException.Refused _,
                    DaemonException.Unserved _,
                    DaemonException.LinkLost _,
                    DaemonException.NoAnswer _,
                    DaemonException.Broken _,
                    DaemonException.Closed _,
                    DaemonException.Interrupted _,
                    DaemonException.NotUnderstood _ -> false;
        };
    }

    /** The failure of a command whose call to the daemon failed. */
    public static CommandFailure failure(DaemonException e) {
        String message = String.valueOf(e.getMessage());
        return switch (e) {
            case DaemonException.NotRunning _,
                    DaemonException.StaleFiles _,
                    DaemonException.NotTheDaemon _,
                    DaemonException.NotStarted _ ->
                new CommandFailure(ExitCode.NOT_RUNNING, message, "Start it with \"cloudtolocalllm up\".");
            case DaemonException.Refused _, DaemonException.Unserved _ ->
                new CommandFailure(ExitCode.FAILED, message, "See the connections with \"cloudtolocalllm status\".");
            case DaemonException.LinkLost _,
                    DaemonException.NoAnswer _,
                    DaemonException.Broken _,
                    DaemonException.Closed _,
                    DaemonException.Interrupted _ ->
                new CommandFailure(
                        ExitCode.FAILED,
                        message
                                + (e.effect() == DaemonException.Effect.NONE
                                        ? ""
                                        : " It may have done what was asked."),
                        "See what it is doing with \"cloudtolocalllm logs\".");
            case DaemonException.NotUnderstood _ ->
                new CommandFailure(ExitCode.FAILED, message, "Restart it with \"cloudtolocalllm restart\".");
        };
    }

    /**
     * Waits a moment and looks at the status again until it is as wished or the time is over.
     *
     * @return the last status seen
     * @throws CommandFailure if the daemon is gone
     * @throws InterruptedException if interrupted while waiting
     */
    public DaemonStatus await(Predicate<DaemonStatus> wish, Duration limit)
            throws CommandFailure, InterruptedException {
        long deadline = surroundings.time().nanoTime() + limit.toNanos();
        try (DaemonLink link = DaemonLink.open(locations)) {
            DaemonStatus status = link.status();
            while (!wish.test(status) && surroundings.time().nanoTime() < deadline) {
                surroundings.pause().of(BETWEEN_LOOKS);
                status = link.status();
            }
            return status;
        } catch (DaemonException e) {
            throw failure(e);
        }
    }
}
