package online.cloudtolocalllm.chat.view.profile;

import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.chat.model.talk.Profile;
import online.cloudtolocalllm.protocol.words.PlainLine;
import online.cloudtolocalllm.window.words.Words;

/** What a preset sets, for whoever thinks of applying it. Pure. */
final class PresetWords {

    private static final int LONGEST = 200;

    private PresetWords() {}

    static String of(Profile profile) {
        List<String> lines = new ArrayList<>();
        if (!profile.system().isBlank()) {
            lines.add(PlainLine.of(profile.system(), LONGEST));
        }
        if (!profile.model().isEmpty()) {
            lines.add("Model: " + Words.model(profile.model()));
        }
        profile.temperature().ifPresent(value -> lines.add("Temperature: " + value));
        profile.contextTokens().ifPresent(value -> lines.add("Context size: " + value));
        if (!profile.keepAlive().isEmpty()) {
            lines.add("In memory: " + Words.plain(profile.keepAlive()));
        }
        if (!profile.format().isEmpty()) {
            lines.add("Answers are JSON");
        }
        return lines.isEmpty() ? "Everything as the model has it" : String.join("\n", lines);
    }
}
