package online.cloudtolocalllm.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A command below another one that says what holds, in words or as JSON. */
abstract class JsonOrWords implements Callable<Integer> {

    private final Root root;

    @Option(names = "--json", description = "As one JSON object.")
    private boolean json;

    JsonOrWords(Root root) {
        this.root = root;
    }

    final Root root() {
        return root;
    }

    final boolean json() {
        return json;
    }
}
