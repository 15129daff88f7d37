package online.cloudtolocalllm.tray.desktop;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import online.cloudtolocalllm.protocol.status.TrayState;
import online.cloudtolocalllm.tray.Tray;
import online.cloudtolocalllm.tray.TrayCommand;

/** Keeps a listener's calls apart that come from the icon and from notifications. Thread-safe. */
final class OneAfterTheOther implements Tray.Listener {

    private final Lock turn = new ReentrantLock();
    private final Tray.Listener listener;

    OneAfterTheOther(Tray.Listener listener) {
        this.listener = listener;
    }

    @Override
    public void chosen(TrayCommand command) {
        inTurn(() -> listener.chosen(command));
    }

    @Override
    public void activated() {
        inTurn(listener::activated);
    }

    @Override
    public void changed(TrayState state, String why) {
        inTurn(() -> listener.changed(state, why));
    }

    private void inTurn(Runnable call) {
        turn.lock();
        try {
            call.run();
        } finally {
            turn.unlock();
        }
    }
}
