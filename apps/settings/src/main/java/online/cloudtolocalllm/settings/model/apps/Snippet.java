package online.cloudtolocalllm.settings.model.apps;

import java.util.Optional;
import java.util.regex.Pattern;
import online.cloudtolocalllm.config.daemon.DaemonConfig;
import online.cloudtolocalllm.protocol.CanonicalName;
import online.cloudtolocalllm.protocol.status.DaemonStatus;

/** How a program is told to use the gateway. Pure. */
public enum Snippet {
    /** On the command line. */
    CURL("curl", """
        curl %1$s/v1/chat/completions \\
          -H "Authorization: Bearer %2$s" \\
          -H "Content-Type: application/json" \\
          -d '{"model": "%3$s", "messages": [{"role": "user", "content": "Hello"}]}'
        """),
    /** OpenAI's package for Python. */
    OPENAI("OpenAI client (Python)", """
        from openai import OpenAI

        client = OpenAI(base_url="%1$s/v1", api_key="%2$s")
        answer = client.chat.completions.create(
            model="%3$s", messages=[{"role": "user", "content": "Hello"}])
        print(answer.choices[0].message.content)
        """),
    /** Ollama's package for Python. */
    OLLAMA("Ollama client (Python)", """
        from ollama import Client

        client = Client(host="%1$s", headers={"Authorization": "Bearer %2$s"})
        answer = client.chat(model="%3$s", messages=[{"role": "user", "content": "Hello"}])
        print(answer.message.content)
        """),
    /** For programs that read their settings there. */
    ENVIRONMENT("Environment variables", """
        export OPENAI_BASE_URL="%1$s/v1"
        export OPENAI_API_KEY="%2$s"
        export OLLAMA_HOST="%1$s"
        """);

    /** What stands where the key belongs while none is to be seen. */
    static final String NO_KEY = "c2l_…";

    private static final String USUAL_GATEWAY = "http://" + DaemonConfig.STANDARD_GATEWAY;
    private static final String USUAL_MODEL = "llama3.2";
    /** A name that means nothing else in a shell or a program: servers choose them, and people paste this. */
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}");

    private final String title;
    private final String text;

    Snippet(String title, String text) {
        this.title = title;
        this.text = text;
    }

    /** What it is for. */
    public String title() {
        return title;
    }

    /**
     * The text to be pasted.
     *
     * @param status the daemon's state; empty for the usual address
     * @param key a key that was just made; empty for a placeholder
     */
    public String of(Optional<DaemonStatus> status, Optional<NewKey> key) {
        return text.formatted(
                status.map(DaemonStatus::gateway).orElse(USUAL_GATEWAY),
                key.map(NewKey::secret).orElse(NO_KEY),
                status.flatMap(Snippet::model).orElse(USUAL_MODEL));
    }

    private static Optional<String> model(DaemonStatus status) {
        return status.snapshot().active().flatMap(status.snapshot()::connection).stream()
                .flatMap(connection -> connection.models().stream())
                .map(CanonicalName::withoutUsualTag)
                .filter(name -> HARMLESS.matcher(name).matches())
                .findFirst();
    }
}
