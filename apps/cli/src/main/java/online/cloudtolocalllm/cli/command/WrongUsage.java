package online.cloudtolocalllm.cli.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import online.cloudtolocalllm.cli.page.Words;
import online.cloudtolocalllm.cli.run.CommandName;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What was wrong with a call, and what to do. Pure.
 *
 * @param message what was wrong, in one sentence
 * @param advice what to do, ending with a command
 */
record WrongUsage(String message, String advice) {

    /** What people type who know similar programs. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "list", "models",
            "ls", "models",
            "run", "chat",
            "ask", "chat",
            "ps", "status",
            "stat", "status",
            "serve", "up");

    private static final int FAR = 2;
    private static final int LONGEST = 40;

    static WrongUsage of(ParameterException e) {
        CommandLine line = e.getCommandLine();
        String command = command(line);
        String see = "See \"" + command + " --help\".";
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String first = unmatched.getUnmatched().getFirst();
            if (!line.getSubcommands().isEmpty() && !first.startsWith("-")) {
                return unknown(line, first);
            }
            List<String> similar = unmatched.getSuggestions();
            return new WrongUsage(
                    first.startsWith("-")
                            ? "There is no option \"" + shown(first) + "\"."
                            : "\"" + shown(first) + "\" is one word too many.",
                    (similar.isEmpty() ? "" : "Did you mean \"" + String.join("\" or \"", similar) + "\"? ") + see);
        }
        return new WrongUsage(Words.sentence(plain(String.valueOf(e.getMessage()))), see);
    }

    /** What is typed to get to this command. */
    private static String command(CommandLine line) {
        return line.getParent() == null
                ? CommandName.PLAIN.typed()
                : command(line.getParent()) + " " + line.getCommandName();
    }

    /** The answer to a command that does not exist behind this one. */
    static WrongUsage unknown(CommandLine behind, String typed) {
        String command = command(behind);
        Collection<String> commands = behind.getSubcommands().keySet();
        String see = "See \"" + command + " --help\".";
        Optional<String> meant = Optional.ofNullable(ELSEWHERE.get(typed))
                .filter(commands::contains)
                .or(() -> nearest(typed, commands));
        return new WrongUsage(
                "There is no command \"" + shown(typed) + "\".",
                meant.map(m -> "Did you mean \"" + command + " " + m + "\"? ").orElse("") + see);
    }

    private static Optional<String> nearest(String typed, Collection<String> commands) {
        return typed.length() > LONGEST
                ? Optional.empty()
                : commands.stream()
                        .filter(command -> distance(typed, command) <= Math.min(FAR, command.length() / 2))
                        .min(Comparator.comparingInt(command -> distance(typed, command)));
    }

    /** How many letters to put in, leave out, change, or swap with their neighbour. */
    private static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                int best = Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
            }
        }
        return cost[from.length()][to.length()];
    }

    /** The parser's message about a value that is no number, in words; others are words already. */
    private static String plain(String message) {
        int end = message.indexOf(" is not an int");
        int begin = message.indexOf(": '");
        if (end < 0 || begin < 0 || begin > end) {
            return Words.harmless(message);
        }
        String option = message.substring(0, begin).replace("Invalid value for option ", "");
        String typed = message.substring(begin + 3, Math.max(begin + 3, end - 1));
        return "\"" + shown(typed) + "\" is no number (" + Words.harmless(option) + ")";
    }

    private static String shown(String typed) {
        return Words.fit(Words.harmless(typed), LONGEST);
    }
}
