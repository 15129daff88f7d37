package online.cloudtolocalllm.demo;

import java.util.Optional;
import online.cloudtolocalllm.demo.http.CloudToken;

/**
 * What the arguments ask for.
 *
 * @param port the port on 127.0.0.1, 0 for a free one
 * @param cloud the token to demand when the demo plays the cloud proxy; empty when it plays a local Ollama
 * @param name what the demo's answers call it
 * @param tokensPerSecond the speed of an answer, above 0
 * @param untilStdinCloses whether the end of standard input ends the process
 */
record DemoSettings(
        int port, Optional<CloudToken> cloud, String name, double tokensPerSecond, boolean untilStdinCloses) {}
