package online.cloudtolocalllm.daemon.ipc;

import online.cloudtolocalllm.daemon.ipc.legacy.LegacyGate;
import online.cloudtolocalllm.daemon.peer.Peers;

/**
 * Who gets as far as the handshake, and who needs none.
 *
 * @param peers whose connections are taken at all
 * @param legacy whether old clients, which know no handshake, are let in
 */
public record IpcAccess(Peers peers, LegacyGate legacy) {

    /** Everybody may try, and nobody gets past the handshake. */
    public static IpcAccess open() {
        return new IpcAccess(Peers.UNKNOWN, LegacyGate.shut());
    }
}
