package online.cloudtolocalllm.config.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import online.cloudtolocalllm.config.ConnectionDefaults;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.InvalidSetting;
import online.cloudtolocalllm.config.TokenSource;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.files.FileProblem;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;

/**
 * Both settings files, for the one process that may write them: the daemon while it runs, otherwise whoever holds the daemon's
 * lock ({@link OfflineSettings}). What counts is always complete and right: what cannot be used of an edit by hand leaves what
 * counted before in force. Not thread-safe; every method blocks on the disk.
 */
public final class SettingsFolder {

    private static final String VARIABLE = "env:";
    /** Each try loses only against an edit within the millisecond that it takes. */
    private static final int TRIES = 50;

    private final ConnectionFile connections;
    private final DaemonFile daemon;
    private final ConnectionDefaults defaults;
    private final List<String> environmentNotices;

    private SettingsFolder(
            ConnectionFile connections, DaemonFile daemon, ConnectionDefaults defaults, List<String> environment) {
        this.connections = connections;
        this.daemon = daemon;
        this.defaults = defaults;
        this.environmentNotices = environment;
    }

    /**
     * Reads both files; whatever is wrong with them, there are settings afterwards.
     *
     * @param environment environment variables, which come before {@code daemon_config.json}
     */
    public static SettingsFolder open(Locations locations, Map<String, String> environment, TimeSource time) {
        DaemonFile daemon = new DaemonFile(new SettingsFile(locations.daemonConfig()), environment, time.now());
        FoundDefaults found = FoundDefaults.of(environment, daemon.reading().config());
        ConnectionFile connections =
                new ConnectionFile(new SettingsFile(locations.connectionConfig()), found.defaults(), time.now());
        return new SettingsFolder(connections, daemon, found.defaults(), found.notices());
    }

    /**
     * What a reading or a change did.
     *
     * @param connections whether other connections count now
     * @param daemon whether other settings of the daemon count now
     */
    public record Changed(boolean connections, boolean daemon) {

        private Changed or(Changed other) {
            return new Changed(connections || other.connections, daemon || other.daemon);
        }
    }

    /** What came of a change. */
    public sealed interface Outcome {

        /**
         * It is on the disk and counts.
         *
         * @param changed what is different now
         * @param removed connections that were taken out, with what they said except tokens
         * @param restartNeeded the daemon's keys that wait for a restart
         */
        record Saved(Changed changed, Map<String, JsonObject> removed, List<String> restartNeeded) implements Outcome {}

        /**
         * Nothing is changed, because something would be wrong.
         *
         * @param why what
         */
        record Refused(InvalidSetting why) implements Outcome {}

        /**
         * Nothing is changed, because a file cannot be read or written.
         *
         * @param reason the file and what to do, a sentence
         */
        record Unwritable(String reason) implements Outcome {}
    }

    /** The connections that count. */
    public List<ConnectionSettings> connections() {
        return connections.inForce();
    }

    /** The daemon's settings as files and environment say them. */
    public DaemonConfig daemon() {
        return daemon.reading().config();
    }

    /** The content of {@code connection_config.json}. */
    public JsonObject connectionsJson() {
        return connections.json();
    }

    /**
     * Where tokens are by the name of the connection: all that count, and what entries say that cannot be used. Of those a
     * variable is told under any name.
     */
    public Map<String, Set<TokenSource>> tokenSources() {
        Map<String, Set<TokenSource>> sources = new LinkedHashMap<>();
        for (ConnectionSettings settings : connections()) {
            settings.tokenSource()
                    .ifPresent(source -> add(sources, settings.id().name(), source));
        }
        for (String name : connectionsJson().fields().keySet()) {
            String ref = connectionsJson().object(name).text("auth_token_ref", "");
            if (ref.startsWith(VARIABLE)) {
                add(sources, name, new TokenSource.Environment(ref.substring(VARIABLE.length())));
            } else {
                TokenSource.parse(ref, defaults.userHome()).ifPresent(source -> add(sources, name, source));
            }
        }
        return sources;
    }

    private static void add(Map<String, Set<TokenSource>> sources, String name, TokenSource source) {
        sources.computeIfAbsent(name, any -> new HashSet<>()).add(source);
    }

    /** The content of {@code daemon_config.json}; empty if there is none. */
    public JsonObject daemonJson() {
        return daemon.reading().json();
    }

    /** The daemon's keys whose value comes from the environment, each with its variable. */
    public Map<String, String> overrides() {
        return daemon.reading().overrides();
    }

    /** The daemon's keys whose value waits for a restart. */
    public List<String> restartNeeded() {
        return daemon.restartNeeded();
    }

    /** That valid changes wait for a restart, a sentence; empty if none does. Nothing is wrong then. */
    public Optional<String> waiting() {
        return daemon.waiting();
    }

    /** What is wrong now, one or two sentences each. */
    public List<String> problems() {
        List<String> all = new ArrayList<>();
        if (connections.useTheDefaultAddress()) {
            all.addAll(environmentNotices);
        }
        all.addAll(daemon.notices());
        all.addAll(connections.notices());
        return all;
    }

    /** Reads both files again. */
    public Changed reload() {
        boolean other = connections.reload();
        return new Changed(other, daemon.reload());
    }

    /**
     * Makes changes, all or none. They start from what the files say now, so that an edit by hand a moment ago is not lost. When
     * this returns, they are on the disk.
     */
    public Outcome change(List<ConfigChange> changes) {
        return change(connections -> changes);
    }

    /**
     * Makes changes that depend on what {@code connection_config.json} says now.
     *
     * @param changes given its content, which changes; none leaves everything as it is
     */
    public Outcome change(Function<JsonObject, List<ConfigChange>> changes) {
        Changed before = new Changed(false, false);
        for (int i = 0; i < TRIES; i++) {
            before = before.or(reload());
            try {
                return switch (ConfigEdit.apply(
                        connectionsJson(), daemonJson(), changes.apply(connectionsJson()), defaults)) {
                    case ConfigEdit.Outcome.Refused(InvalidSetting why) -> new Outcome.Refused(why);
                    case ConfigEdit.Outcome.Edited edited -> write(edited, before);
                };
            } catch (EditedMeanwhileException e) {
                // The next try starts from that edit.
            }
        }
        return new Outcome.Unwritable(
                "Another program keeps writing the settings files. Stop it and try again; nothing was changed.");
    }

    private Outcome write(ConfigEdit.Outcome.Edited edited, Changed before) throws EditedMeanwhileException {
        JsonObject oldConnections = connectionsJson();
        boolean newConnections = !edited.connections().toJson().equals(oldConnections.toJson());
        boolean newDaemon = !edited.daemon().toJson().equals(daemonJson().toJson());
        Optional<String> obstacle = (newConnections ? connections.obstacle() : Optional.<String>empty())
                .map(reason -> obstacle("connection_config.json", reason))
                .or(() -> (newDaemon ? daemon.obstacle() : Optional.<String>empty())
                        .map(reason -> obstacle("daemon_config.json", reason)));
        if (obstacle.isPresent()) {
            return new Outcome.Unwritable(obstacle.get());
        }
        if ((newConnections && !SettingsFile.fits(edited.connections()))
                || (newDaemon && !SettingsFile.fits(edited.daemon()))) {
            return new Outcome.Unwritable("The settings would be larger than 1 MB, and could not be read again. Take"
                    + " something out of them first; nothing was changed.");
        }
        boolean otherConnections = false;
        boolean otherDaemon = false;
        try {
            if (newConnections) {
                otherConnections = connections.write(edited.connections());
            }
            if (newDaemon) {
                otherDaemon = writeDaemon(edited.daemon(), newConnections, oldConnections);
            }
        } catch (EditedMeanwhileException e) {
            throw e;
        } catch (IOException e) {
            return new Outcome.Unwritable("The settings could not be written (" + FileProblem.describe(e)
                    + "). Make room or make the folder writable; nothing was changed.");
        }
        return new Outcome.Saved(
                before.or(new Changed(otherConnections, otherDaemon)), edited.removed(), daemon.restartNeeded());
    }

    /** Two files cannot be replaced at once: when the second fails, the first is put back. */
    private boolean writeDaemon(JsonObject json, boolean putBack, JsonObject oldConnections) throws IOException {
        try {
            return daemon.write(json);
        } catch (IOException e) {
            if (putBack) {
                connections.write(oldConnections);
            }
            throw e;
        }
    }

    private static String obstacle(String file, String reason) {
        return file + " cannot be used as it is (" + reason
                + "). Put it right or take it away first; nothing was changed.";
    }
}
