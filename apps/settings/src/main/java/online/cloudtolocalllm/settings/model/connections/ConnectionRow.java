package online.cloudtolocalllm.settings.model.connections;

import online.cloudtolocalllm.protocol.json.JsonObject;
import online.cloudtolocalllm.settings.model.config.Config;
import online.cloudtolocalllm.window.words.ConnectionWords;

/**
 * A connection as the list shows it.
 *
 * @param words its name, its state, and what is wrong
 * @param standing whether the settings have it, and whether it can be used
 * @param enabled whether it is on
 * @param paused whether requests are kept away from it
 * @param address its base URL; empty if it has none that may be seen
 */
public record ConnectionRow(ConnectionWords words, Standing standing, boolean enabled, boolean paused, String address) {

    /** How a connection and the settings stand to each other. */
    public enum Standing {
        /** The settings have it. */
        SET,
        /** The settings have it, and something in it is wrong. */
        BROKEN,
        /** Only the daemon has it: nothing in it can be changed. */
        GIVEN
    }

    /** Its name. */
    public String name() {
        return words.name();
    }

    /** Whether it has a place that can be changed. */
    public boolean movable() {
        return standing == Standing.SET;
    }

    /** Whether there are fields to show: an entry that is no object has none. */
    public boolean editable(Config config) {
        return standing != Standing.GIVEN && config.connections().get(name()).orElse(null) instanceof JsonObject;
    }

    /** Whether the settings had it, and have it no more. */
    public boolean gone(Config config) {
        return standing != Standing.GIVEN && !config.names().contains(name());
    }

    /** Why there is nothing to change in it, as a sentence; empty if there is something. */
    public String note(Config config) {
        if (standing == Standing.GIVEN) {
            return config.known() ? "The daemon brings this connection itself. Nothing of it is set here." : "";
        }
        return editable(config) ? "" : "It cannot be shown here. Put it right in connection_config.json, or remove it.";
    }
}
