package online.cloudtolocalllm.config;

/** A setting cannot be used; the message says which and why, without a full stop and without quoting its value. */
public final class InvalidSettingException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final String reason;

    /** An exception about a whole entry. */
    public InvalidSettingException(String reason) {
        this("", reason);
    }

    /** An exception about one key, with its reason in words. */
    public InvalidSettingException(String key, String reason) {
        super(key.isEmpty() ? reason : key + ": " + reason);
        this.key = key;
        this.reason = reason;
    }

    /** The key; empty if the entry as a whole is wrong. */
    public String key() {
        return key;
    }

    /** What is wrong with the key's value, without the key. */
    public String reason() {
        return reason;
    }
}
