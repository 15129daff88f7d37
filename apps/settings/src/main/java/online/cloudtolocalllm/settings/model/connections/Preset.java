package online.cloudtolocalllm.settings.model.connections;

import java.util.List;
import online.cloudtolocalllm.config.ConnectionDefaults;
import online.cloudtolocalllm.protocol.status.ConnectionKind;

/**
 * Something that people have, and how a connection to it is made.
 *
 * @param id for programs and tests
 * @param title what people call it
 * @param sentence what it is
 * @param name the proposed name
 * @param kind what it speaks
 * @param address the proposed address; empty where only the person knows it
 * @param example an address as it may look
 * @param key whether it wants a key
 * @param keySource where the key comes from, as a sentence; empty where it wants none
 */
public record Preset(
        String id,
        String title,
        String sentence,
        String name,
        ConnectionKind kind,
        String address,
        String example,
        Key key,
        String keySource) {

    /** Whether a key is wanted there. */
    public enum Key {
        /** Nobody is asked for one. */
        NONE,
        /** Some have one. */
        MAY,
        /** Nothing works without one. */
        MUST
    }

    private static final String NETWORK_OLLAMA = "http://192.168.1.20:11434";
    private static final String LOCAL_KEY = "Only if you started it with one.";

    /** All of them, the most usual ones first. */
    public static final List<Preset> ALL = List.of(
            local(
                    "ollama",
                    "Ollama on this computer",
                    "Ollama as it is after its installation.",
                    "ollama",
                    ConnectionKind.LOCAL_OLLAMA,
                    ConnectionDefaults.OLLAMA_URL,
                    Key.NONE),
            new Preset(
                    "network",
                    "Ollama on another computer",
                    "That computer's Ollama must listen on the network: start it there with OLLAMA_HOST=0.0.0.0.",
                    "gpu_box",
                    ConnectionKind.OLLAMA,
                    "",
                    NETWORK_OLLAMA,
                    Key.MAY,
                    "Only if a proxy in front of it wants one. A key is sent over https only."),
            hosted(
                    "ollama-com",
                    "ollama.com",
                    "Large models that Ollama runs for you.",
                    "ollama_com",
                    ConnectionKind.OLLAMA,
                    "https://ollama.com",
                    "It comes from ollama.com/settings/keys."),
            hosted(
                    "cloud",
                    "CloudToLocalLLM cloud",
                    "An Ollama of yours elsewhere, through the cloud's bridge.",
                    "cloud_proxy",
                    ConnectionKind.CLOUD_PROXY,
                    ConnectionDefaults.CLOUD_URL,
                    "It is the token of your CloudToLocalLLM account."),
            hosted(
                    "openai",
                    "OpenAI",
                    "OpenAI's models, paid by use.",
                    "openai",
                    ConnectionKind.OPENAI,
                    "https://api.openai.com/v1",
                    "It comes from platform.openai.com/api-keys."),
            hosted(
                    "openrouter",
                    "OpenRouter",
                    "Models of many providers, paid by use.",
                    "openrouter",
                    ConnectionKind.OPENAI,
                    "https://openrouter.ai/api/v1",
                    "It comes from openrouter.ai/settings/keys."),
            local(
                    "lm-studio",
                    "LM Studio",
                    "Its server is switched on under \"Developer\".",
                    "lm_studio",
                    ConnectionKind.OPENAI,
                    "http://localhost:1234/v1",
                    Key.MAY),
            local(
                    "llama-cpp",
                    "llama.cpp",
                    "Started with llama-server.",
                    "llama_cpp",
                    ConnectionKind.OPENAI,
                    "http://localhost:8080/v1",
                    Key.MAY),
            local(
                    "vllm",
                    "vLLM",
                    "Started with vllm serve.",
                    "vllm",
                    ConnectionKind.OPENAI,
                    "http://localhost:8000/v1",
                    Key.MAY),
            new Preset(
                    "other",
                    "Other with OpenAI's API",
                    "Any server that speaks OpenAI's API.",
                    "server",
                    ConnectionKind.OPENAI,
                    "",
                    "https://llm.example.com/v1",
                    Key.MAY,
                    "If it wants one, its operator gives it to you."));

    private static Preset local(
            String id, String title, String sentence, String name, ConnectionKind kind, String address, Key key) {
        return new Preset(id, title, sentence, name, kind, address, address, key, key == Key.NONE ? "" : LOCAL_KEY);
    }

    private static Preset hosted(
            String id, String title, String sentence, String name, ConnectionKind kind, String address, String source) {
        return new Preset(id, title, sentence, name, kind, address, address, Key.MUST, source);
    }
}
