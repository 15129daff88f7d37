package online.cloudtolocalllm.client;

/** What to do when no daemon runs. */
public enum StartPolicy {
    /** Start one, except after somebody told the daemon to quit. */
    START,
    /** Wait until somebody else starts one. */
    NEVER
}
