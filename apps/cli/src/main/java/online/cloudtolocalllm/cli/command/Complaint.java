package online.cloudtolocalllm.cli.command;

import online.cloudtolocalllm.cli.page.Palette;
import online.cloudtolocalllm.cli.page.WordWrap;
import online.cloudtolocalllm.cli.run.CommandFailure;
import online.cloudtolocalllm.cli.run.Surroundings;

/** How a failure looks: what happened, then what to do. */
final class Complaint {

    private Complaint() {}

    static void print(Surroundings surroundings, CommandFailure failure) {
        print(surroundings, failure.message(), failure.advice());
    }

    static void print(Surroundings surroundings, String message, String advice) {
        Palette palette = new Palette(surroundings.colourOnErr());
        String text = "error: " + message + "\n" + surroundings.command().in(advice);
        int width = surroundings.terminal().err()
                ? surroundings.terminal().columns().getAsInt()
                : Integer.MAX_VALUE;
        String wrapped = String.join("\n", WordWrap.lines(text, width));
        surroundings.err().println(palette.red("error:") + wrapped.substring("error:".length()));
    }
}
