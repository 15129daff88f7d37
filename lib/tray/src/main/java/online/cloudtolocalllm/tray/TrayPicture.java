package online.cloudtolocalllm.tray;

/**
 * What the tray shows.
 *
 * @param icon the form of the icon
 * @param title the first line of the tooltip: who serves
 * @param tooltip further lines: models, speed, the last failover; may be empty
 * @param menu the menu
 */
public record TrayPicture(TrayIcon icon, String title, String tooltip, TrayMenu menu) {

    /** The picture of these facts. Pure. */
    public static TrayPicture of(TrayFacts facts) {
        Situation situation = Situation.of(facts);
        return new TrayPicture(
                situation.icon(),
                situation.headline(),
                String.join("\n", TooltipLines.of(facts, situation)),
                TrayMenu.of(facts));
    }
}
