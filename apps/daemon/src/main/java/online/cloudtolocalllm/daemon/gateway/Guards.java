package online.cloudtolocalllm.daemon.gateway;

import online.cloudtolocalllm.daemon.peer.Peers;

/**
 * Who may use a gateway.
 *
 * @param access judges every request by its head
 * @param peers judges every connection by whose it is
 * @param keys knows the programs that name themselves by a key
 */
public record Guards(AccessRules access, Peers peers, KeyCheck keys) {

    /** Judges by the head alone. */
    public static Guards of(AccessRules access) {
        return new Guards(access, Peers.UNKNOWN, KeyCheck.NONE);
    }
}
