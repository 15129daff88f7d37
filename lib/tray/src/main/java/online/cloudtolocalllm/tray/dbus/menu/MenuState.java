package online.cloudtolocalllm.tray.dbus.menu;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.tray.TrayMenu;

/**
 * The menu that panels see, which follows the menu that there is. While a panel has it open its words change and its lines stay:
 * panels lose the place, or cut the menu off, when lines come and go under the pointer. Lines that changed meanwhile are shown when it
 * is closed. Panels that draw it with GTK say that it is about to be opened, and not that it was closed; so it counts as closed, too,
 * when a line was clicked, and when a panel has said nothing of it for a time. Thread-safe.
 */
final class MenuState {

    /** How long a panel may say nothing while it has a part of the menu open. */
    static final Duration PATIENCE = Duration.ofSeconds(60);
    /** The same while it may have closed the menu without a word. */
    static final Duration SHORT_PATIENCE = Duration.ofSeconds(10);

    private final TimeSource time;
    private final MenuIds ids = new MenuIds();
    private final Set<Integer> open = new HashSet<>();
    private MenuTree shown = MenuTree.empty();
    private Optional<MenuTree> waiting = Optional.empty();
    private int revision = 1;
    private boolean perhapsOpen;
    private long heardAtNanos;

    /** A menu without a line. */
    MenuState(TimeSource time) {
        this.time = time;
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

    /** A panel is about to open the menu; what was open before is not. */
    synchronized Change aboutToOpen() {
        Change change = allClosed();
        perhapsOpen = true;
        heardAtNanos = time.nanoTime();
        return change;
    }

    /** A panel opened the menu, or a part of it. */
    synchronized void opened(int id) {
        heardAtNanos = time.nanoTime();
        open.add(id);
    }

    /** A panel closed the menu, or a part of it. */
    synchronized Change closed(int id) {
        heardAtNanos = time.nanoTime();
        open.remove(id);
        return id == MenuIds.ROOT ? allClosed() : settle();
    }

    /** No panel has it open: a line was clicked, or the panel is gone. */
    synchronized Change allClosed() {
        open.clear();
        perhapsOpen = false;
        return settle();
    }

    /** Whether lines that have changed wait for the menu to be closed. */
    synchronized boolean holdsBack() {
        return waiting.isPresent();
    }

    /** Shows what may be shown; to be called now and then while something is held back. */
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
        Duration patience = open.isEmpty() ? SHORT_PATIENCE : PATIENCE;
        if (time.nanoTime() - heardAtNanos >= patience.toNanos()) {
            open.clear();
            perhapsOpen = false;
        }
        return perhapsOpen || !open.isEmpty();
    }
}
