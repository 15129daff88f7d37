package online.cloudtolocalllm.tray.dbus.menu;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.tray.TrayMenu;

/**
 * The menu that panels see, which follows the menu that there is. While a panel has it open its words change and its lines stay:
 * panels lose the place, or close it, when lines come and go under the pointer. Lines that changed meanwhile are shown when it is
 * closed, or when a panel has said nothing of it for a time. Thread-safe.
 */
final class MenuState {

    private final TimeSource time;
    private final Duration patience;
    private final MenuIds ids = new MenuIds();
    private final Set<Integer> open = new HashSet<>();
    private MenuTree shown = MenuTree.empty();
    private Optional<MenuTree> waiting = Optional.empty();
    private int revision = 1;
    private long openedAtNanos;

    /**
     * A menu without a line.
     *
     * @param patience how long it counts as open after a panel opened a part of it
     */
    MenuState(TimeSource time, Duration patience) {
        this.time = time;
        this.patience = patience;
    }

    /**
     * What panels have to be told.
     *
     * @param revision of the lines that are shown now
     */
    record Change(MenuDiff diff, int revision) {}

    /**
     * The menu as panels see it.
     *
     * @param revision counts how often lines came, went or moved
     */
    record View(MenuTree tree, int revision) {}

    /** The menu as panels see it now. */
    synchronized View view() {
        return new View(shown, revision);
    }

    /** There is another menu from now on. */
    synchronized Change show(TrayMenu menu) {
        waiting = Optional.of(MenuTree.of(menu, ids));
        return settle();
    }

    /** A panel opened the menu, or a part of it. */
    synchronized void opened(int id) {
        openedAtNanos = time.nanoTime();
        open.add(id);
    }

    /** A panel closed the menu, or a part of it. */
    synchronized Change closed(int id) {
        open.remove(id);
        if (id == MenuIds.ROOT) {
            open.clear();
        }
        return settle();
    }

    /** No panel has it open: it is about to be opened, or the panel is gone. */
    synchronized Change allClosed() {
        open.clear();
        return settle();
    }

    /** How long lines that have changed may wait yet, if there are any. */
    synchronized Optional<Duration> patienceLeft() {
        return waiting.map(tree -> patience.minusNanos(time.nanoTime() - openedAtNanos));
    }

    /** Shows what may be shown; to be called when the patience has ended. */
    synchronized Change settle() {
        MenuTree before = shown;
        if (waiting.isPresent()) {
            MenuTree next = waiting.get();
            if (isOpen() && MenuDiff.between(shown, next).layout().isPresent()) {
                shown = shown.restyled(next);
            } else {
                shown = next;
                waiting = Optional.empty();
            }
        }
        MenuDiff diff = MenuDiff.between(before, shown);
        if (diff.layout().isPresent()) {
            revision++;
        }
        return new Change(diff, revision);
    }

    private boolean isOpen() {
        if (time.nanoTime() - openedAtNanos >= patience.toNanos()) {
            open.clear();
        }
        return !open.isEmpty();
    }
}
