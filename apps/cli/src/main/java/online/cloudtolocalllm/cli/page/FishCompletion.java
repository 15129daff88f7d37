package online.cloudtolocalllm.cli.page;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A program's commands and options as completions of the fish shell. Pure. */
public final class FishCompletion {

    private FishCompletion() {}

    /** The script for a program and its commands, two deep. */
    public static String of(CommandSpec program) {
        String name = program.name();
        StringBuilder script =
                new StringBuilder("# Completions of " + name + " for fish.\ncomplete -c " + name + " -f\n");
        options(script, name, "", program);
        for (Map.Entry<String, CommandLine> command : program.subcommands().entrySet()) {
            CommandSpec spec = command.getValue().getCommandSpec();
            command(script, name, "__fish_use_subcommand", spec);
            String seen = "__fish_seen_subcommand_from " + spec.name();
            options(script, name, seen, spec);
            if (!spec.subcommands().isEmpty()) {
                String open = seen + "; and not __fish_seen_subcommand_from "
                        + String.join(" ", spec.subcommands().keySet());
                spec.subcommands().values().forEach(sub -> {
                    command(script, name, open, sub.getCommandSpec());
                    options(
                            script,
                            name,
                            seen + "; and __fish_seen_subcommand_from " + sub.getCommandName(),
                            sub.getCommandSpec());
                });
            }
        }
        return script.toString();
    }

    private static void command(StringBuilder script, String name, String condition, CommandSpec spec) {
        script.append("complete -c ").append(name).append(" -n ").append(quoted(condition));
        script.append(" -a ").append(quoted(spec.name()));
        String[] words = spec.usageMessage().description();
        script.append(" -d ").append(quoted(words.length == 0 ? "" : words[0])).append('\n');
    }

    private static void options(StringBuilder script, String name, String condition, CommandSpec spec) {
        for (OptionSpec option : spec.options()) {
            if (option.hidden() || (option.inherited() && !condition.isEmpty())) {
                continue;
            }
            script.append("complete -c ").append(name);
            if (!condition.isEmpty()) {
                script.append(" -n ").append(quoted(condition));
            }
            for (String one : option.names()) {
                script.append(one.startsWith("--") ? " -l " + one.substring(2) : " -s " + one.substring(1));
            }
            if (option.arity().max() > 0) {
                script.append(" -r");
            }
            String[] words = option.description();
            script.append(" -d ")
                    .append(quoted(words.length == 0 ? "" : words[0]))
                    .append('\n');
        }
    }

    private static String quoted(String text) {
        return "'"
                + text.replace("%n", " ")
                        .replace("%%", "%")
                        .replace("\\", "\\\\")
                        .replace("'", "\\'") + "'";
    }
}
