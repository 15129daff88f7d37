package online.cloudtolocalllm.daemon;

import java.util.List;
import online.cloudtolocalllm.broker.Broker;
import online.cloudtolocalllm.config.ConnectionSettings;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.daemon.desktop.DesktopDesk;
import online.cloudtolocalllm.daemon.ipc.legacy.LegacyGate;
import online.cloudtolocalllm.daemon.process.DaemonLog;
import online.cloudtolocalllm.daemon.secret.Credentials;
import online.cloudtolocalllm.daemon.settings.LiveSettings;

/**
 * Gives changed settings to the parts of the daemon that live by them. Called by one thread after the other.
 *
 * @param broker has the privacy rules
 * @param credentials gives the connections their tokens, and hands them to the broker
 * @param doors know when a key is asked for
 * @param log has its level
 * @param legacy knows whether old clients are always let in
 * @param desk shows the tray
 */
record SettingsInForce(
        Broker broker, Credentials credentials, Doors doors, DaemonLog log, LegacyGate legacy, DesktopDesk desk)
        implements LiveSettings.InForce {

    @Override
    public void connections(List<ConnectionSettings> connections) {
        credentials.configured(connections);
    }

    @Override
    public void daemon(DaemonConfig config) {
        broker.privacy(config.privacy());
        doors.require(config.requireKey());
        log.level(config.logLevel());
        legacy.always(config.oldClients());
        desk.configured(config.desktop());
    }
}
