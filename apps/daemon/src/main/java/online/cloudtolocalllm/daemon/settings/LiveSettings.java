package online.cloudtolocalllm.daemon.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.TokenSource;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.config.store.ConfigChange;
import online.cloudtolocalllm.config.store.SettingsFolder;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.files.Locations;
import online.cloudtolocalllm.protocol.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of the running daemon, their one reader and writer. Whatever changes them, by hand or through IPC, goes through
 * here and is put into force before the next change begins. Thread-safe; reading the files again and changing them blocks on the
 * disk, {@link #problems} and {@link #notices} do not.
 */
public final class LiveSettings {

    private static final Logger LOG = LoggerFactory.getLogger(LiveSettings.class);

    private final ReentrantLock lock = new ReentrantLock();
    /** Guarded by {@code lock}. */
    private final SettingsFolder folder;
    /** Guarded by {@code lock}. */
    private InForce inForce = new InForce() {
        @Override
        public void connections(List<ConnectionSettings> connections) {
            // nothing is there yet that could use them
        }

        @Override
        public void daemon(DaemonConfig config) {
            // nothing is there yet that could use them
        }
    };
    /** Guarded by {@code lock}: notices that the log has already told. */
    private Set<String> told = Set.of();

    private volatile List<String> problems = List.of();
    private volatile List<String> notices = List.of();

    /** Puts settings into force; called one after the other, on a thread that may block. */
    public interface InForce {

        /** These are the connections now. */
        void connections(List<ConnectionSettings> connections);

        /** These are the daemon's settings now; some of them count only after a restart. */
        void daemon(DaemonConfig config);
    }

    /**
     * What the files say and which of it counts.
     *
     * @param connections the content of {@code connection_config.json}, tokens included
     * @param daemon the content of {@code daemon_config.json}
     * @param overrides the daemon's keys whose value comes from the environment, each with its variable
     * @param problems what is wrong, one or two sentences each
     * @param restartNeeded the daemon's keys whose value waits for a restart
     */
    public record Content(
            JsonObject connections,
            JsonObject daemon,
            Map<String, String> overrides,
            List<String> problems,
            List<String> restartNeeded) {}

    private LiveSettings(SettingsFolder folder) {
        this.folder = folder;
        look();
    }

    /** Reads the settings; whatever is wrong with the files, there are some afterwards. */
    public static LiveSettings open(Locations locations, Map<String, String> environment, TimeSource time) {
        return new LiveSettings(SettingsFolder.open(locations, environment, time));
    }

    /** Puts the present settings into force, and from now on every change. */
    public void putInto(InForce target) {
        lock.lock();
        try {
            inForce = target;
            target.connections(folder.connections());
            target.daemon(folder.daemon());
            tell();
        } finally {
            lock.unlock();
        }
    }

    /** The connections that count. */
    public List<ConnectionSettings> connections() {
        lock.lock();
        try {
            return folder.connections();
        } finally {
            lock.unlock();
        }
    }

    /** The daemon's settings as files and environment say them now. */
    public DaemonConfig daemon() {
        lock.lock();
        try {
            return folder.daemon();
        } finally {
            lock.unlock();
        }
    }

    /** What is wrong with the settings now, one or two sentences each. */
    public List<String> problems() {
        return problems;
    }

    /** What the owner should know of the settings now: the {@link #problems}, and that a valid change waits for a restart. */
    public List<String> notices() {
        return notices;
    }

    /** What the files say. */
    public Content content() {
        lock.lock();
        try {
            return new Content(
                    folder.connectionsJson(),
                    folder.daemonJson(),
                    folder.overrides(),
                    problems,
                    folder.restartNeeded());
        } finally {
            lock.unlock();
        }
    }

    /** Where tokens are by the name of the connection, also what entries say that cannot be used. */
    public Map<String, Set<TokenSource>> tokenSources() {
        lock.lock();
        try {
            return folder.tokenSources();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Reads the files again and puts into force what changed.
     *
     * @return what is wrong now
     */
    public List<String> reload() {
        lock.lock();
        try {
            settle(folder.reload(), "edited by hand");
            return problems;
        } finally {
            lock.unlock();
        }
    }

    /** Makes changes, all or none. When this returns, they are on the disk and in force. */
    public SettingsFolder.Outcome change(List<ConfigChange> changes) {
        return change(connections -> changes);
    }

    /**
     * Makes changes that depend on what {@code connection_config.json} says at that moment, all or none.
     *
     * @param changes given its content, which changes; none leaves everything as it is. Must not block
     */
    public SettingsFolder.Outcome change(Function<JsonObject, List<ConfigChange>> changes) {
        lock.lock();
        try {
            SettingsFolder.Outcome outcome = folder.change(changes);
            boolean saved = outcome instanceof SettingsFolder.Outcome.Saved;
            // What somebody edited by hand a moment ago was read on the way, also when the change was refused.
            settle(
                    outcome instanceof SettingsFolder.Outcome.Saved(SettingsFolder.Changed changed, var _, var _)
                            ? changed
                            : new SettingsFolder.Changed(true, true),
                    saved ? "changed by a client" : "read again");
            return outcome;
        } finally {
            lock.unlock();
        }
    }

    private void settle(SettingsFolder.Changed changed, String how) {
        if (changed.connections()) {
            LOG.info("the connections were {}", how);
            inForce.connections(folder.connections());
        }
        if (changed.daemon()) {
            LOG.info("the daemon's settings were {}", how);
            inForce.daemon(folder.daemon());
        }
        look();
        tell();
    }

    private void look() {
        problems = List.copyOf(folder.problems());
        List<String> all = new ArrayList<>(problems);
        folder.waiting().ifPresent(all::add);
        notices = List.copyOf(all);
    }

    private void tell() {
        List<String> all = new ArrayList<>(notices);
        all.removeAll(told);
        all.forEach(notice -> LOG.warn("{}", notice));
        told = Set.copyOf(new HashSet<>(notices));
    }
}
