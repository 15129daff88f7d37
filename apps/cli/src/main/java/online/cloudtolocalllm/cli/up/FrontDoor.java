package online.cloudtolocalllm.cli.up;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import online.cloudtolocalllm.cli.daemon.DaemonControl;
import online.cloudtolocalllm.cli.daemon.GatewayAddress;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.cli.run.Surroundings;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.DaemonLink;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.files.OwnerOnlyFiles;
import online.cloudtolocalllm.protocol.json.Json;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.DaemonStatus;

/** Brings everything up: looks for Ollama, starts the daemon, and serves the demonstration where nothing else serves. */
public final class FrontDoor {

    private static final HostPort USUAL_GATEWAY = new HostPort("127.0.0.1", 11_435);

    /** Covers the slowest recovery that the daemon promises (5 s) twice. */
    private static final Duration READY_LIMIT = Duration.ofSeconds(10);

    /** A start that was asked for alone shall not wait long for a connection that hangs. */
    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(5);

    private final Surroundings surroundings;
    private final Locations locations;
    private final DaemonControl daemon;
    private final Consumer<String> progress;

    /**
     * A front door to one home folder.
     *
     * @param progress takes remarks, one line each
     */
    public FrontDoor(Surroundings surroundings, Locations locations, Consumer<String> progress) {
        this.surroundings = surroundings;
        this.locations = locations;
        this.daemon = new DaemonControl(surroundings, locations);
        this.progress = progress;
    }

    /**
     * Opens the door and returns the status when something serves.
     *
     * @param demoAllowed whether the demonstration may serve where nothing else does
     * @param wished the address that the gateway shall have, if it matters
     * @throws CommandFailure if the daemon does not come up, or nothing serves
     * @throws InterruptedException if interrupted while waiting
     */
    public DaemonStatus open(boolean demoAllowed, Optional<GatewayAddress> wished)
            throws CommandFailure, InterruptedException {
        Optional<DaemonStatus> before = daemon.statusIfRunning();
        boolean running = before.isPresent();
        if (running && wished.isPresent()) {
            wished.get().expectOf(before.get());
        }
        String told = before.map(DaemonStatus::gateway)
                .or(() -> wished.map(address -> address.place().toString()))
                .orElse(surroundings.environment().getOrDefault("CLOUDTOLOCALLLM_GATEWAY", ""));
        HostPort gateway = HostPort.parse(told, USUAL_GATEWAY).orElse(USUAL_GATEWAY);
        OllamaSearch.Found found = new OllamaSearch(surroundings.environment(), locations).search(gateway);
        HostPort place = found.places().configured();
        boolean localAnswers = tellAndUse(found, running);
        if (!running) {
            progress.accept("Starting the daemon …");
            daemon.start(
                    wished.map(address -> List.of("--gateway", address.place().toString()))
                            .orElse(List.of()),
                    process -> {});
        }
        DaemonStatus status = daemon.await(s -> Readiness.of(s, localAnswers) != Readiness.UNDECIDED, READY_LIMIT);
        return switch (Readiness.of(status, localAnswers)) {
            case SERVES -> status;
            case DEMO_SERVES -> {
                if (!demoAllowed) {
                    throw nothingServes(place);
                }
                GettingOllama.words(surroundings.environment(), surroundings.osName(), place)
                        .forEach(progress);
                yield status;
            }
            case UNDECIDED, NOTHING_SERVES -> {
                if (!demoAllowed) {
                    throw nothingServes(place);
                }
                yield demonstrate(place);
            }
        };
    }

    /**
     * The status once every connection was tried, or after a few seconds.
     *
     * @throws CommandFailure if the daemon is gone
     * @throws InterruptedException if interrupted while waiting
     */
    public static DaemonStatus settled(DaemonControl daemon) throws CommandFailure, InterruptedException {
        return daemon.await(status -> Readiness.of(status, false) != Readiness.UNDECIDED, SETTLE_LIMIT);
    }

    /** Whether Ollama answers where the daemon will look for it. */
    private boolean tellAndUse(OllamaSearch.Found found, boolean running) throws CommandFailure {
        found.configuredVersion()
                .ifPresent(version -> progress.accept(
                        "Found Ollama " + version + " on " + found.places().configured() + "."));
        if (found.variableVersion().isEmpty()) {
            return found.configuredVersion().isPresent();
        }
        HostPort place = found.places().fromVariable().orElseThrow();
        String here = "Found Ollama " + found.variableVersion().get() + " on " + place + " (OLLAMA_HOST)";
        if (!running && !Files.exists(locations.connectionConfig()) && OllamaPlaces.isLoopback(place)) {
            use(place);
            progress.accept(here + "; the connection local_ollama uses it.");
            return true;
        }
        progress.accept(here + ", and the connection local_ollama points to "
                + found.places().configured() + ".");
        progress.accept("To use it, change \"api_base_url\" to \"http://" + place + "\" in "
                + locations.connectionConfig() + ".");
        return found.configuredVersion().isPresent();
    }

    /** The first settings of this folder; an address on this computer only, so that no prompt leaves it unasked. */
    private void use(HostPort place) throws CommandFailure {
        JsonObject local = JsonObject.builder()
                .put("connection_type", "local_ollama")
                .put("host", place.host())
                .put("port", place.port())
                .put("api_base_url", "http://" + place)
                .put("enabled", true)
                .put("timeout", 30)
                .build();
        JsonObject cloud = JsonObject.builder()
                .put("connection_type", "cloud_proxy")
                .put("api_base_url", "https://api.cloudtolocalllm.online")
                .put("auth_token", "")
                .put("enabled", false)
                .put("timeout", 30)
                .build();
        try {
            OwnerOnlyFiles.openFolder(locations.home());
            OwnerOnlyFiles.replace(
                    locations.connectionConfig(),
                    Json.writeIndented(JsonObject.of("local_ollama", local, "cloud_proxy", cloud)));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.HOME_UNUSABLE,
                    "The folder " + locations.home() + " cannot be used: " + e.getMessage() + ".",
                    "Make it writable, or name another one: " + Locations.HOME_VARIABLE + "=FOLDER cloudtolocalllm up");
        }
    }

    private DaemonStatus demonstrate(HostPort place) throws CommandFailure, InterruptedException {
        GettingOllama.words(surroundings.environment(), surroundings.osName(), place)
                .forEach(progress);
        progress.accept("Until then a demonstration answers, as the model \"demo\" …");
        try (DaemonLink link = daemon.link()) {
            link.startDemo();
        } catch (DaemonException e) {
            throw DaemonControl.failure(e);
        }
        DaemonStatus status = daemon.await(s -> s.snapshot().active().isPresent(), READY_LIMIT);
        if (status.snapshot().active().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.NOTHING_SERVES,
                    "The demonstration was started and does not answer.",
                    "See why with \"cloudtolocalllm logs\".");
        }
        return status;
    }

    private CommandFailure nothingServes(HostPort place) {
        return new CommandFailure(
                ExitCode.NOTHING_SERVES,
                "The daemon runs, but no connection can serve.\n"
                        + String.join(
                                        "\n",
                                        GettingOllama.words(surroundings.environment(), surroundings.osName(), place))
                                .indent(2)
                                .stripTrailing(),
                "Then run \"cloudtolocalllm up\" again; see the connections with \"cloudtolocalllm status\".");
    }
}
