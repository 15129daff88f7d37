package online.cloudtolocalllm.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import online.cloudtolocalllm.cli.daemon.DaemonControl;
import online.cloudtolocalllm.cli.page.Palette;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.client.ConnectionTest;
import online.cloudtolocalllm.client.DaemonException;
import online.cloudtolocalllm.client.DaemonLink;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.words.Figures;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries connections step by step. */
@Command(
        name = "test",
        description = "Try a connection step by step: its address, connecting, its version, its models.",
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} test",
            "  ${ROOT-COMMAND-NAME} test local_ollama --json",
            "",
            "Ends with 1 if a step failed.",
            Root.EXIT_CODES
        })
final class TestCommand implements Callable<Integer> {

    private final Root root;

    @Parameters(arity = "0..1", paramLabel = "CONNECTION", description = "Which one (default: all that are on).")
    private @Nullable String connection;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    @Option(names = "--chat", description = "Ask a model for one token as well, which costs money at hosted APIs.")
    private boolean chat;

    TestCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() throws CommandFailure {
        DaemonControl daemon = root.daemon();
        List<ConnectionStatus> all = daemon.status().snapshot().connections();
        List<String> names = connection != null
                ? List.of(connection)
                : all.stream()
                        .filter(ConnectionStatus::enabled)
                        .map(status -> status.id().name())
                        .toList();
        if (all.stream().anyMatch(status -> status.id().name().equals(connection) && !status.enabled())) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    connection + " is off.",
                    "Switch it on with \"cloudtolocalllm connections enable " + connection + "\".");
        }
        List<ConnectionTest> results = new ArrayList<>();
        try (DaemonLink link = daemon.link()) {
            for (String name : names) {
                ConnectionTest result = test(link, name, all);
                boolean anotherFailed = results.stream().anyMatch(before -> !before.ok());
                results.add(result);
                if (!json) {
                    show(result);
                    if (anotherFailed && !result.advice().isEmpty()) {
                        root.print("  " + Words.harmless(result.advice()));
                    }
                }
            }
        }
        List<String> failed = results.stream()
                .filter(result -> !result.ok())
                .map(ConnectionTest::connection)
                .toList();
        if (json) {
            root.print(json(results, failed.isEmpty()).toJson());
        }
        if (failed.isEmpty()) {
            return ExitCode.OK.code();
        }
        throw new CommandFailure(
                ExitCode.FAILED, String.join(", ", failed) + " did not pass the test.", advice(results));
    }

    private ConnectionTest test(DaemonLink link, String name, List<ConnectionStatus> all) throws CommandFailure {
        try {
            return link.test(name, chat);
        } catch (DaemonException.Refused e) {
            if (!e.code().equals("unknown_connection")) {
                throw DaemonControl.failure(e);
            }
            String known = String.join(
                    ", ", all.stream().map(status -> status.id().name()).toList());
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "There is no connection \"" + Words.harmless(name) + "\".",
                    "There are: " + known + ". See them with \"cloudtolocalllm status\".");
        } catch (DaemonException e) {
            throw DaemonControl.failure(e);
        }
    }

    private void show(ConnectionTest result) {
        Palette palette = root.palette();
        root.print(palette.bold(result.connection()) + (result.ok() ? "   works" : "   does not work"));
        for (ConnectionTest.Step step : result.steps()) {
            String mark = step.ok() ? palette.green("✓") : palette.red("✗");
            String name = step.name() + " ".repeat(Math.max(1, 10 - step.name().length()));
            String took = Figures.latency(step.took());
            int room = root.surroundings().terminal().width() - 25;
            root.print("  " + mark + " " + name + " ".repeat(Math.max(0, 8 - took.length())) + took + "   "
                    + Words.fit(Words.harmless(step.detail()), room));
        }
    }

    private static JsonObject json(List<ConnectionTest> results, boolean ok) {
        List<JsonObject> tests = results.stream().map(TestCommand::json).toList();
        return JsonObject.of("ok", ok, "connections", tests);
    }

    private static JsonObject json(ConnectionTest result) {
        JsonObject.Builder test = JsonObject.builder()
                .put("connection", result.connection())
                .put("ok", result.ok())
                .put("steps", result.steps().stream().map(TestCommand::json).toList());
        if (!result.advice().isEmpty()) {
            test.put("advice", result.advice());
        }
        if (result.suggestion().has("api_base_url")) {
            test.put("suggestion", result.suggestion());
        }
        return test.build();
    }

    private static JsonObject json(ConnectionTest.Step step) {
        return JsonObject.builder()
                .put("step", step.name())
                .put("ok", step.ok())
                .put("ms", step.took().toNanos() / 1e6)
                .put("detail", step.detail())
                .build();
    }

    /** What the daemon advises for the first that failed; what it advises for others stands under their steps. */
    private static String advice(List<ConnectionTest> results) {
        return results.stream()
                .filter(result -> !result.ok() && !result.advice().isEmpty())
                .map(result -> Words.harmless(result.advice()))
                .findFirst()
                .orElse("See all connections with \"cloudtolocalllm status\".");
    }
}
