package online.cloudtolocalllm.cli.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import online.cloudtolocalllm.cli.page.Table;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.ExitCode;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.protocol.status.ConnectionStatus;
import online.cloudtolocalllm.protocol.words.Figures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the models of all connections. */
@Command(
        name = "models",
        description = "List the models of all connections, and who can serve them now.",
        footer = {
            "",
            "Examples:",
            "  ${ROOT-COMMAND-NAME} models",
            "  ${ROOT-COMMAND-NAME} models --json | jq -r '.models[].name'",
            "",
            Root.EXIT_CODES
        })
final class ModelsCommand implements Callable<Integer> {

    private final Root root;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    ModelsCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() throws CommandFailure {
        Map<String, List<ConnectionStatus>> offers = new TreeMap<>();
        for (ConnectionStatus connection : root.daemon().status().snapshot().connections()) {
            if (connection.enabled()) {
                for (String model : connection.models()) {
                    offers.computeIfAbsent(model, name -> new ArrayList<>()).add(connection);
                }
            }
        }
        if (json) {
            root.print(JsonObject.of(
                            "models",
                            offers.entrySet().stream()
                                    .map(offer -> json(offer.getKey(), offer.getValue()))
                                    .toList())
                    .toJson());
        } else if (offers.isEmpty()) {
            root.print("No connection has a model.");
            root.progress("Get one with \"ollama pull llama3.2\", or see \"cloudtolocalllm status\".");
        } else {
            show(offers);
        }
        return ExitCode.OK.code();
    }

    private static JsonObject json(String model, Collection<ConnectionStatus> connections) {
        return JsonObject.builder()
                .put("name", model)
                .put("connections", names(connections))
                .put("serves", serves(connections))
                .build();
    }

    private void show(Map<String, List<ConnectionStatus>> offers) {
        long connections = offers.values().stream()
                .flatMap(List::stream)
                .map(ConnectionStatus::id)
                .distinct()
                .count();
        root.print(root.palette().bold(Figures.count(offers.size(), "model")) + " through "
                + Figures.count(connections, "connection"));
        Table table = new Table("<<");
        table.row("", root.palette()::dim, "MODEL", "CONNECTIONS");
        offers.forEach((model, who) -> {
            boolean serves = serves(who);
            UnaryOperator<String> paint = serves ? root.palette()::green : root.palette()::red;
            String note = serves ? "" : " (" + who.getFirst().health().state().word() + ")";
            table.row(serves ? "●" : "○", paint, Words.model(model), String.join(", ", names(who)) + note);
        });
        root.print(table.lines(root.surroundings().terminal().width()));
    }

    private static List<String> names(Collection<ConnectionStatus> connections) {
        return connections.stream().map(connection -> connection.id().name()).toList();
    }

    private static boolean serves(Collection<ConnectionStatus> connections) {
        return connections.stream().anyMatch(c -> c.health().state().serves());
    }
}
