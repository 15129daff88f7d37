package online.cloudtolocalllm.protocol.status;

import java.util.Arrays;
import java.util.Optional;

/** What stands at the other end of a connection and so which paths and credentials it takes. */
public enum ConnectionKind {
    /** Ollama on this computer. */
    LOCAL_OLLAMA("local_ollama", true),
    /** Ollama at any address. */
    OLLAMA("ollama", false),
    /** The CloudToLocalLLM cloud: Ollama's API behind a path prefix and a bearer token. */
    CLOUD_PROXY("cloud_proxy", false),
    /** Any server that speaks OpenAI's API. */
    OPENAI("openai", false),
    /** The demonstration upstream that comes with the product. */
    DEMO("demo", true);

    private final String wireName;
    private final boolean onThisComputer;

    ConnectionKind(String wireName, boolean onThisComputer) {
        this.wireName = wireName;
        this.onThisComputer = onThisComputer;
    }

    /** The value of {@code connection_type} in files and messages. */
    public String wireName() {
        return wireName;
    }

    /** Whether this kind is meant for this computer whatever its address says. */
    public boolean onThisComputer() {
        return onThisComputer;
    }

    /** The kind with this wire name. */
    public static Optional<ConnectionKind> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(name))
                .findFirst();
    }
}
