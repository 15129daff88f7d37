package online.cloudtolocalllm.testkit.upstream;

/** How a connection ended, seen from the upstream. */
public enum Leaving {
    /** The client closed it or said that it will send nothing more. */
    CLIENT_FIN,
    /** The client reset it. */
    CLIENT_RESET,
    /** The upstream itself ended it. */
    UPSTREAM
}
