package online.cloudtolocalllm.config;

import java.nio.file.Path;

/**
 * What counts where a connection's settings say nothing.
 *
 * @param localUrl where Ollama is on this computer
 * @param userHome the folder that {@code ~} stands for
 */
public record ConnectionDefaults(String localUrl, Path userHome) {

    /** Where Ollama listens when nobody says otherwise. */
    public static final String OLLAMA_URL = "http://localhost:11434";

    /** The public cloud's address. */
    public static final String CLOUD_URL = "https://api.cloudtolocalllm.online";

    /** What counts without any environment variable. */
    public static final ConnectionDefaults STANDARD =
            new ConnectionDefaults(OLLAMA_URL, Path.of(System.getProperty("user.home", "/")));
}
