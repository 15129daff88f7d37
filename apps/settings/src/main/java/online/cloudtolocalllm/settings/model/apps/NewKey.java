package online.cloudtolocalllm.settings.model.apps;

/**
 * A key that was just made: the only time that it is seen.
 *
 * @param name of the program that will use it
 * @param secret the key
 */
public record NewKey(String name, String secret) {

    /** Without the key: what is written down anywhere is not it. */
    @Override
    public String toString() {
        return "NewKey[" + name + "]";
    }
}
