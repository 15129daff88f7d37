package online.cloudtolocalllm.config;

/** How far a request travels. */
public enum Reach {
    /** It stays on this computer. */
    LOCAL,
    /** It stays on the private network. */
    LAN,
    /** It goes out into the world. */
    INTERNET
}
