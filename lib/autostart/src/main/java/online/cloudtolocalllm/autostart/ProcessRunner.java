package online.cloudtolocalllm.autostart;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.protocol.launch.Detachment;

/** Runs programs of one environment as processes, with words in English and each within a limit. Thread-safe. */
final class ProcessRunner implements Runner {

    private static final int MOST_BYTES = 16 * 1024;

    private final Map<String, String> environment;
    private final Duration limit;

    /**
     * A runner.
     *
     * @param environment where programs are looked for, and what they are given
     * @param limit how long each may take
     */
    ProcessRunner(Map<String, String> environment, Duration limit) {
        this.environment = Map.copyOf(environment);
        this.limit = limit;
    }

    @Override
    public Ran run(List<String> words) throws IOException {
        Path program = Detachment.onPath(environment, words.getFirst())
                .orElseThrow(() -> new IOException("there is no program " + words.getFirst()));
        List<String> line = new ArrayList<>(words);
        line.set(0, program.toString());
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectInput(Detachment.nothing());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        CompletableFuture<String> output = new CompletableFuture<>();
        // Not a virtual one: its read of a pipe would hold a carrier until the process ends.
        Thread.ofPlatform().daemon().name("output of " + words.getFirst()).start(() -> collect(process, output));
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(words.getFirst() + ": no answer within " + limit.toSeconds() + " s");
            }
            return new Ran(process.exitValue(), output.get().strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(words.getFirst() + ": interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException(words.getFirst() + ": its output cannot be read", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void collect(Process process, CompletableFuture<String> output) {
        try (InputStream in = process.getInputStream()) {
            byte[] first = in.readNBytes(MOST_BYTES);
            in.skip(Long.MAX_VALUE);
            output.complete(new String(first, Charset.defaultCharset()));
        } catch (IOException e) {
            output.completeExceptionally(e);
        }
    }
}
