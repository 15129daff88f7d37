package online.cloudtolocalllm.demo;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import online.cloudtolocalllm.demo.http.CloudToken;

/** The command line, read. */
sealed interface Arguments {

    /** The text of {@code --help}. */
    String HELP = """
        demo: a small stand-in for Ollama with prepared answers, to try CloudToLocalLLM without a model.

          demo [--port N] [--cloud --token-file FILE] [--name NAME] [--tokens-per-second N] [--until-stdin-closes]

          --port N                 listen on this port of 127.0.0.1 (default: a free one)
          --cloud                  play the cloud proxy: its paths, and a bearer token needed for each request
          --token-file FILE        the file that holds the token for --cloud, on one line
          --name NAME              what answers call this demo (default: "demo", with --cloud "demo cloud")
          --tokens-per-second N    speed of an answer, 0.1 to 10000 (default: 25)
          --until-stdin-closes     exit when standard input ends
          --help                   this text

        It serves the model "demo", and when it is ready prints one line: demo: serving on http://127.0.0.1:PORT
        Exit codes: 0 ok, 1 failed, 2 wrong usage, 5 port in use.
        """;

    /** The names of the arguments that take a value. */
    List<String> VALUED = List.of("--port", "--token-file", "--name", "--tokens-per-second");

    /** The names of the arguments that stand alone. */
    List<String> FLAGS = List.of("--cloud", "--until-stdin-closes");

    /** What {@code --name} may be: it shows up in every answer. */
    Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,39}");

    /** Print the help. */
    record Help() implements Arguments {}

    /** Refuse with this sentence. */
    record Wrong(String why) implements Arguments {}

    /** Serve. */
    record Serve(DemoSettings settings) implements Arguments {}

    /** Reads the command line, and the token file if one is named; blocks on the disk for that. */
    static Arguments parse(String... args) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            int equals = arg.indexOf('=');
            String name = arg.startsWith("--") && equals > 0 ? arg.substring(0, equals) : arg;
            String value = "";
            if (name.equals("--help") || name.equals("-h")) {
                return new Help();
            } else if (VALUED.contains(name)) {
                if (equals < 0 && ++i == args.length) {
                    return new Wrong(name + " needs a value.");
                }
                value = equals < 0 ? args[i] : arg.substring(equals + 1);
            } else if (!FLAGS.contains(arg)) {
                return new Wrong("the demo has no argument \"" + arg + "\".");
            }
            if (given.put(name, value) != null) {
                return new Wrong(name + " is given twice.");
            }
        }
        return check(given);
    }

    private static Arguments check(Map<String, String> given) {
        Optional<Integer> port = port(given.getOrDefault("--port", "0"));
        Optional<Double> speed = speed(given.getOrDefault("--tokens-per-second", "25"));
        boolean cloud = given.containsKey("--cloud");
        String name = given.getOrDefault("--name", cloud ? "demo cloud" : "demo");
        if (port.isEmpty()) {
            return new Wrong("--port must be a number from 0 to 65535.");
        }
        if (speed.isEmpty()) {
            return new Wrong("--tokens-per-second must be a number from 0.1 to 10000.");
        }
        if (!NAME.matcher(name).matches()) {
            return new Wrong("--name must be 1 to 40 letters, digits, spaces, dots, dashes or underscores.");
        }
        if (cloud != given.containsKey("--token-file")) {
            return new Wrong("--cloud and --token-file FILE belong together.");
        }
        boolean untilStdinCloses = given.containsKey("--until-stdin-closes");
        if (!cloud) {
            return new Serve(new DemoSettings(port.get(), Optional.empty(), name, speed.get(), untilStdinCloses));
        }
        return switch (readToken(given.getOrDefault("--token-file", ""))) {
            case CloudToken.Unusable(String why) -> new Wrong(why);
            case CloudToken.Found(CloudToken token) ->
                new Serve(new DemoSettings(port.get(), Optional.of(token), name, speed.get(), untilStdinCloses));
        };
    }

    private static CloudToken.Reading readToken(String file) {
        try {
            return CloudToken.read(Path.of(file));
        } catch (InvalidPathException e) {
            return new CloudToken.Unusable("--token-file is not a file name.");
        }
    }

    private static Optional<Integer> port(String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text);
        return port <= 65_535 ? Optional.of(port) : Optional.empty();
    }

    private static Optional<Double> speed(String text) {
        if (!text.matches("[0-9]{1,5}(\\.[0-9]{1,3})?")) {
            return Optional.empty();
        }
        double speed = Double.parseDouble(text);
        return speed >= 0.1 && speed <= 10_000 ? Optional.of(speed) : Optional.empty();
    }
}
