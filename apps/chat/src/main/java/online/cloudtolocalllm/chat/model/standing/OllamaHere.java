package online.cloudtolocalllm.chat.model.standing;

/** What is known of Ollama as a program on this computer. */
public enum OllamaHere {
    /** Nobody has looked yet, or the daemon does not tell. */
    UNKNOWN,
    /** It is not installed. */
    MISSING,
    /** It is installed, a connection waits for it, and it does not run. */
    STARTABLE,
    /** It is being started. */
    STARTING,
    /** It is installed, and starting it would not help. */
    INSTALLED
}
