package online.cloudtolocalllm.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import online.cloudtolocalllm.demo.answer.Pace;
import online.cloudtolocalllm.demo.http.CloudToken;
import online.cloudtolocalllm.demo.http.DemoServer;
import online.cloudtolocalllm.protocol.TimeSource;

/** Demos for tests, on free ports. */
final class TestDemo {

    static final Pace AT_ONCE = index -> {};

    private TestDemo() {}

    static DemoServer local(Pace pace) throws IOException {
        return open(Optional.empty(), pace);
    }

    static DemoServer cloud(CloudToken token) throws IOException {
        return open(Optional.of(token), AT_ONCE);
    }

    private static DemoServer open(Optional<CloudToken> token, Pace pace) throws IOException {
        DemoSettings settings = new DemoSettings(0, token, "demo", 25, false);
        PrintStream problems = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return Demo.open(settings, pace, TimeSource.system(), problems);
    }
}
