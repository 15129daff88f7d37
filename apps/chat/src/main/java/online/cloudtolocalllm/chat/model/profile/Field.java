package online.cloudtolocalllm.chat.model.profile;

/** What can be set beside the model. */
public enum Field {
    /** Instructions to the model. */
    SYSTEM,
    /** How freely it chooses words. */
    TEMPERATURE,
    /** How much it reads. */
    CONTEXT,
    /** How long it stays in memory. */
    KEEP_ALIVE,
    /** What its answers are written in. */
    FORMAT
}
