package online.cloudtolocalllm.tray;

import online.cloudtolocalllm.protocol.status.ConnectionId;

/** What can be chosen in the menu or on a notification. */
public sealed interface TrayCommand {

    /** Ask this connection first, or no longer. */
    record Prefer(ConnectionId connection, boolean on) implements TrayCommand {}

    /** Keep requests away from this connection, or no longer. */
    record Pause(ConnectionId connection, boolean on) implements TrayCommand {}

    /** Test this connection and tell what came of it. */
    record Test(ConnectionId connection) implements TrayCommand {}

    /** Put this text on the clipboard. */
    record Copy(String text) implements TrayCommand {}

    /** Show the chat window; start it if it does not run. */
    record ShowChat() implements TrayCommand {}

    /** Hide the chat window. */
    record HideChat() implements TrayCommand {}

    /** End the chat window. */
    record QuitChat() implements TrayCommand {}

    /**
     * Show the settings window; start it if it does not run.
     *
     * @param tab which part: connections, status, general, logs or about; empty for the last one
     */
    record OpenSettings(String tab) implements TrayCommand {}

    /** Start Ollama on this computer. */
    record StartOllama() implements TrayCommand {}

    /** Keep requests away from all connections, or from none. */
    record PauseAll(boolean on) implements TrayCommand {}

    /** Let old clients in no longer. */
    record EndLegacy() implements TrayCommand {}

    /** Start the daemon at login, or no longer. */
    record StartAtLogin(boolean on) implements TrayCommand {}

    /** End the daemon. */
    record QuitDaemon() implements TrayCommand {}
}
