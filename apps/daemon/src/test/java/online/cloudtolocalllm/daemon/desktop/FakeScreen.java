package online.cloudtolocalllm.daemon.desktop;

import java.util.ArrayList;
import java.util.List;
import online.cloudtolocalllm.protocol.status.TrayState;
import online.cloudtolocalllm.tray.Notice;
import online.cloudtolocalllm.tray.Notifier;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.Tray;
import online.cloudtolocalllm.tray.TrayCommand;
import online.cloudtolocalllm.tray.TrayPicture;

/** A desktop that remembers what it was told. */
final class FakeScreen implements Screen, Tray, Notifier {

    final Tray.Listener listener;
    final List<TrayPicture> pictures = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();
    final List<PanelTone> tones = new ArrayList<>();
    boolean closed;

    FakeScreen(Tray.Listener listener) {
        this.listener = listener;
    }

    /** One on which nobody clicks. */
    FakeScreen() {
        this(new Tray.Listener() {
            @Override
            public void chosen(TrayCommand command) {
                throw new AssertionError("nobody clicks");
            }

            @Override
            public void activated() {
                throw new AssertionError("nobody clicks");
            }

            @Override
            public void changed(TrayState state, String why) {
                throw new AssertionError("nothing changes");
            }
        });
    }

    @Override
    public Tray tray() {
        return this;
    }

    @Override
    public Notifier notifier() {
        return this;
    }

    @Override
    public void show(TrayPicture picture) {
        pictures.add(picture);
    }

    @Override
    public void show(Notice notice) {
        notices.add(notice);
    }

    @Override
    public void tone(PanelTone tone) {
        tones.add(tone);
    }

    @Override
    public void close() {
        closed = true;
    }
}
