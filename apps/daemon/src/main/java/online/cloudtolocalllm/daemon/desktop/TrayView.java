package online.cloudtolocalllm.daemon.desktop;

import java.time.ZoneId;
import java.util.function.Supplier;
import online.cloudtolocalllm.daemon.ipc.ClientBoard;
import online.cloudtolocalllm.daemon.ipc.ClientWishes;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.protocol.status.DaemonStatus;
import online.cloudtolocalllm.tray.TrayFacts;

/**
 * Gathers what the tray is drawn from. Blocks on the disk for a moment. Thread-safe.
 *
 * @param status the daemon's state; looking at it hurries no probe
 * @param answers who answered last
 * @param windows the product's windows
 * @param clients what connected clients want the tray to show
 * @param ollama whether it could be started
 * @param autostart whether the daemon is started at login
 */
record TrayView(
        Supplier<DaemonStatus> status,
        LastAnswers answers,
        Windows windows,
        ClientBoard clients,
        OllamaStart ollama,
        WatchedAutostart autostart,
        TimeSource time)
        implements Supplier<TrayFacts> {

    @Override
    public TrayFacts get() {
        ClientWishes wishes = clients.wishes();
        return new TrayFacts(
                status.get(),
                answers.last(),
                windows.state(WindowKind.CHAT),
                wishes.authenticated(),
                wishes.tooltip(),
                wishes.icon(),
                ollama.possible(),
                autostart.isOn(),
                time.now(),
                ZoneId.systemDefault());
    }
}
