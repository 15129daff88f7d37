package online.cloudtolocalllm.cli.tour;

import online.cloudtolocalllm.cli.daemon.DaemonControl;
import online.cloudtolocalllm.cli.run.Surroundings;
import online.cloudtolocalllm.protocol.status.ConnectionId;

/**
 * What every step of a tour works with.
 *
 * @param inside the surroundings inside the temporary folder
 * @param home the temporary folder
 * @param daemon the tour's own daemon
 * @param processes takes every process that is started
 * @param screen what the person sees
 * @param keep whether the processes shall outlive this program
 */
record TourStage(
        Surroundings inside,
        TourHome home,
        DaemonControl daemon,
        TourProcesses processes,
        TourScreen screen,
        boolean keep) {

    /** The connection to the first demonstration server. */
    static final ConnectionId LOCAL = new ConnectionId("local_ollama");

    /** The connection to the second one. */
    static final ConnectionId CLOUD = new ConnectionId("cloud_proxy");
}
