package online.cloudtolocalllm.bus;

/** Which colours the desktop prefers. */
public enum ColorScheme {
    /** It has no opinion. */
    NO_PREFERENCE,
    /** Light words on a dark ground. */
    DARK,
    /** Dark words on a light ground. */
    LIGHT
}
