package online.cloudtolocalllm.settings.model;

import java.util.List;
import online.cloudtolocalllm.protocol.json.JsonArray;
import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.window.words.Words;

/** What the window asks of the daemon, and how it reads the replies (docs/protocol.md). Pure. */
final class Replies {

    static final JsonObject GET_CONFIG = JsonObject.of("command", "GET_CONFIG");
    static final JsonObject AUTOSTART = JsonObject.of("command", "AUTOSTART");

    private Replies() {}

    /** The command that switches an option. */
    static JsonObject change(Option option, boolean on) {
        if (option == Option.AUTOSTART) {
            return AUTOSTART.with("on", on);
        }
        JsonObject change = JsonObject.of("daemon", true, "set", JsonObject.of(option.key(), on));
        return JsonObject.of("command", "SET_CONFIG", "changes", JsonArray.of(List.of(change)));
    }

    /** An option of the daemon in the reply to {@code GET_CONFIG}. */
    static Toggle setting(JsonObject config, Option option) {
        int dot = option.key().indexOf('.');
        JsonObject section = config.object("daemon").object(option.key().substring(0, dot));
        boolean on = section.flag(option.key().substring(dot + 1), option.usual());
        return config.object("overrides")
                .text(option.key())
                .map(variable ->
                        new Toggle(on, false, "The environment variable " + Words.plain(variable) + " decides."))
                .orElseGet(() -> new Toggle(on, true, ""));
    }

    /** The reply to {@code AUTOSTART}. What stood in the way may be gone with the next try, so that the switch can always be used. */
    static Toggle autostart(JsonObject reply) {
        boolean on = reply.flag("on", false);
        String why = reply.text("why", "");
        if (!why.isEmpty()) {
            return Toggle.troubled(on, true, Words.sentence(why));
        }
        String by = reply.text("by", "");
        return new Toggle(on, true, on && !by.isEmpty() ? "By " + Words.plain(by) + "." : "");
    }
}
