package online.cloudtolocalllm.daemon.desktop;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import online.cloudtolocalllm.broker.BoardWatcher;
import online.cloudtolocalllm.protocol.status.FailoverEvent;
import online.cloudtolocalllm.tray.TrayFacts;
import online.cloudtolocalllm.tray.TrayPicture;

/**
 * Has the tray drawn when something in it changes: at most four times a second, and not at all while nothing does. The only clock is
 * that of old clients, whose minutes the menu counts down while they are let in. Thread-safe; no method blocks.
 */
final class TrayDesk implements BoardWatcher {

    /** Between two pictures; faster than this nobody reads. */
    static final Duration GAP = Duration.ofMillis(250);

    static final Duration MINUTE = Duration.ofMinutes(1);

    private final Supplier<TrayFacts> view;
    private final BooleanSupplier wanted;
    private final BooleanSupplier countsDown;
    private final Consumer<TrayPicture> surface;
    private final DesktopThreads threads;
    private final Paced drawing;
    private final AtomicBoolean minuteRuns = new AtomicBoolean();
    /** Written by one thread after the other, by {@code drawing}; forgotten when the surface is another one. */
    private volatile Optional<TrayPicture> shown = Optional.empty();

    /**
     * A tray that nothing was drawn for yet.
     *
     * @param view what it is drawn from; may block
     * @param wanted whether it is shown at all
     * @param countsDown whether the menu has minutes that go by
     * @param surface where it is shown
     */
    TrayDesk(
            Supplier<TrayFacts> view,
            BooleanSupplier wanted,
            BooleanSupplier countsDown,
            Consumer<TrayPicture> surface,
            DesktopThreads threads) {
        this.view = view;
        this.wanted = wanted;
        this.countsDown = countsDown;
        this.surface = surface;
        this.threads = threads;
        this.drawing = threads.paced(this::draw, GAP);
    }

    @Override
    public void changed() {
        if (wanted.getAsBoolean()) {
            drawing.ask();
        }
    }

    @Override
    public void failedOver(FailoverEvent event) {
        // A change of the board comes next.
    }

    /** Shows it in any case: the surface is another one. */
    void showAgain() {
        shown = Optional.empty();
        changed();
    }

    /** Draws nothing more. */
    void close() {
        drawing.close();
    }

    private void draw() {
        if (!wanted.getAsBoolean()) {
            return;
        }
        Optional<TrayPicture> picture = Optional.of(TrayPicture.of(view.get()));
        if (!picture.equals(shown)) {
            shown = picture;
            surface.accept(picture.get());
        }
        if (countsDown.getAsBoolean() && minuteRuns.compareAndSet(false, true)) {
            threads.later().run(MINUTE, () -> {
                minuteRuns.set(false);
                changed();
            });
        }
    }
}
