package online.cloudtolocalllm.chat.model.library;

/**
 * What came of a question about models.
 *
 * @param <T> what was asked for
 */
public sealed interface Reply<T> {

    /**
     * It was answered.
     *
     * @param value the answer
     */
    record Done<T>(T value) implements Reply<T> {}

    /**
     * It was not, or nobody knows.
     *
     * @param sentence why, for people
     * @param unknown whether what was asked may have been done
     */
    record Failed<T>(String sentence, boolean unknown) implements Reply<T> {}
}
