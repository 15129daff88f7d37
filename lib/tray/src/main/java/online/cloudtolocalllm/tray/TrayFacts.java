package online.cloudtolocalllm.tray;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import online.cloudtolocalllm.protocol.ipc.IconState;
import online.cloudtolocalllm.protocol.status.DaemonStatus;

/**
 * All that the tray is drawn from.
 *
 * @param status the daemon's whole state
 * @param lastAnswer the last answer of a model
 * @param chat the chat window
 * @param signedIn whether the user is signed in to the cloud, if an app said so
 * @param tooltip words that an app wants beside the icon
 * @param icon the icon that an app wants, which counts where the connections leave room for an opinion
 * @param canStartOllama whether Ollama is installed and not running
 * @param autostart whether the daemon is started at login; empty where that cannot be told
 * @param now when this is drawn
 * @param zone in which times of day are shown
 */
public record TrayFacts(
        DaemonStatus status,
        Optional<LastAnswer> lastAnswer,
        AppState chat,
        Optional<Boolean> signedIn,
        Optional<String> tooltip,
        Optional<IconState> icon,
        boolean canStartOllama,
        Optional<Boolean> autostart,
        Instant now,
        ZoneId zone) {}
