package online.cloudtolocalllm.config;

/** A setting cannot be used; the message says why, without a full stop. */
public final class InvalidSettingException extends Exception {

    private static final long serialVersionUID = 1L;

    /** An exception with its reason in words. */
    public InvalidSettingException(String reason) {
        super(reason);
    }
}
