package online.cloudtolocalllm.chat.model.exchange;

/** A file has not the shape of ours. It ends its reading; the readers tell it as {@link Reading.Refused}. */
final class MisshapenException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong, as the rest of a sentence without a full stop. */
    private final String reason;

    MisshapenException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** What is wrong, as the rest of a sentence without a full stop. */
    String reason() {
        return reason;
    }
}
