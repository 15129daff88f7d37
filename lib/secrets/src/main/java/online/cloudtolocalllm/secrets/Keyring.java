package online.cloudtolocalllm.secrets;

import online.cloudtolocalllm.config.Token;

/** The desktop's keyring, or something in its place. Thread-safe; every method blocks, for a limited time. */
public interface Keyring {

    /** Looks for an entry. */
    Resolution find(String entry, Prompting prompting);

    /** Makes or replaces an entry. */
    Storing store(String entry, Token token, Prompting prompting);

    /** Takes an entry away. */
    Storing clear(String entry, Prompting prompting);
}
