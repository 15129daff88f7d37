package online.cloudtolocalllm.cli.tour;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import online.cloudtolocalllm.protocol.HostPort;
import online.cloudtolocalllm.protocol.launch.Detachment;

/** One demonstration server in a process of its own. Thread-safe. */
final class DemoServer {

    private static final String READY = "demo: serving on ";
    private static final long READY_SECONDS = 15;
    private static final long STOP_SECONDS = 5;

    private final Process process;
    private final HostPort address;

    private DemoServer(Process process, HostPort address) {
        this.process = process;
        this.address = address;
    }

    /**
     * How to start one.
     *
     * @param launcher the launcher script
     * @param osName the value of {@code os.name}
     * @param environment its environment variables
     * @param log where its error output goes
     * @param keep whether it shall outlive this program, and not end with it
     * @param arguments its own arguments
     */
    record Order(
            Path launcher,
            String osName,
            Map<String, String> environment,
            Path log,
            boolean keep,
            List<String> arguments) {}

    /**
     * Starts one and waits until it serves; whatever was started is handed to the processes first. It is detached so that
     * Ctrl-C ends it by way of this program, and one that is not kept ends with its input, even if this program is killed.
     */
    static DemoServer start(Order order, TourProcesses processes) throws TourFailure, InterruptedException {
        // On Windows a detached process has no input that could end.
        boolean child = !order.keep && order.osName.startsWith("Windows");
        List<String> command = new ArrayList<>(
                child
                        ? List.of(order.launcher.toString())
                        : Detachment.command(order.osName, order.environment, order.launcher));
        command.add("demo");
        command.addAll(order.arguments);
        if (!order.keep) {
            command.add("--until-stdin-closes");
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(order.log.toFile()));
        if (order.keep) {
            builder.redirectInput(Detachment.nothing());
        }
        builder.environment().clear();
        builder.environment().putAll(order.environment);
        try {
            Process process = builder.start();
            processes.add(process.toHandle());
            return new DemoServer(process, address(process));
        } catch (IOException e) {
            throw new TourFailure("a demonstration server could not be started: " + e.getMessage());
        }
    }

    private static HostPort address(Process process) throws TourFailure, InterruptedException {
        CompletableFuture<String> first = new CompletableFuture<>();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        // Not a virtual one: its read of a pipe would hold a carrier until the process speaks.
        Thread.ofPlatform().daemon().name("demo output").start(() -> {
            try {
                String line = out.readLine();
                first.complete(line == null ? "" : line);
            } catch (IOException e) {
                first.completeExceptionally(e);
            }
        });
        try {
            String line = first.get(READY_SECONDS, TimeUnit.SECONDS);
            String url = line.startsWith(READY) ? line.substring(READY.length()) : "";
            return HostPort.parse(url, new HostPort("127.0.0.1", 0))
                    .filter(place -> place.port() > 0)
                    .orElseThrow(() -> new TourFailure("a demonstration server did not say where it serves"
                            + (line.isEmpty() ? "" : ", but: " + line)));
        } catch (TimeoutException e) {
            throw new TourFailure("a demonstration server was not ready within " + READY_SECONDS + " s");
        } catch (ExecutionException e) {
            throw new TourFailure("a demonstration server's output cannot be read: " + e.getCause());
        }
    }

    HostPort address() {
        return address;
    }

    String url() {
        return "http://" + address;
    }

    long pid() {
        return process.pid();
    }

    /** Ends it as a crash would: at once, in the middle of whatever it does. Returns when it is gone. */
    void kill() throws TourFailure, InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        if (!process.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new TourFailure("the demonstration server (process " + pid() + ") could not be ended");
        }
    }
}
