package online.cloudtolocalllm.tray;

import java.util.List;

/**
 * The menu of the tray.
 *
 * @param items its lines
 */
public record TrayMenu(List<TrayItem> items) {

    /** Copies the list. */
    public TrayMenu {
        items = List.copyOf(items);
    }

    /**
     * The menu of these facts. Pure. Texts from outside are cut to one harmless line; at most 30 connections are shown, and 25
     * models of each.
     */
    public static TrayMenu of(TrayFacts facts) {
        return new TrayMenu(new MenuLines(facts, Situation.of(facts)).all());
    }
}
