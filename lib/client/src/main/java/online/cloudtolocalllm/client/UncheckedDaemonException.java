package online.cloudtolocalllm.client;

import java.util.Objects;

/** Carries a {@link DaemonException} through an {@link java.util.Iterator}, which declares none. */
public final class UncheckedDaemonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final DaemonException failure;

    UncheckedDaemonException(DaemonException failure) {
        super(String.valueOf(failure.getMessage()), failure);
        this.failure = failure;
    }

    /** What happened. */
    public DaemonException failure() {
        return Objects.requireNonNull(failure);
    }
}
