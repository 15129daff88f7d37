package online.cloudtolocalllm.tray.desktop;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.bus.ColorScheme;
import online.cloudtolocalllm.bus.LastingBus;
import online.cloudtolocalllm.bus.SessionBus;
import online.cloudtolocalllm.bus.SettingsPortal;
import online.cloudtolocalllm.protocol.TimeSource;
import online.cloudtolocalllm.tray.Notifier;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.Tray;
import online.cloudtolocalllm.tray.awt.AwtTray;
import online.cloudtolocalllm.tray.dbus.DesktopBus;
import online.cloudtolocalllm.tray.dbus.StatusNotifierTray;
import online.cloudtolocalllm.tray.icon.IconFiles;
import online.cloudtolocalllm.tray.notify.DesktopNotifier;

/**
 * The icon and the notifications of the desktop that there is. On Linux and its like both share one connection to the session bus,
 * which is found when it comes and again when it was lost; so it can be opened before anybody has logged in. Closing the tray alone
 * takes the icon away and leaves the notifications. Thread-safe.
 */
public final class Desktop implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Desktop.class.getName());
    private static final Duration WITHDRAWING = Duration.ofMillis(300);

    private final Tray tray;
    private final Notifier notifier;
    private final Runnable ending;

    private Desktop(Tray tray, Notifier notifier, Runnable ending) {
        this.tray = tray;
        this.notifier = notifier;
        this.ending = ending;
    }

    /**
     * Begins to look for a desktop, and returns at once.
     *
     * @param environment environment variables
     * @param osName the property {@code os.name}
     * @param listener hears of what is done with the icon and chosen on notifications
     * @param icons a folder of our own for icon files, which panels of the same user read; made when it is missing
     */
    public static Desktop open(Map<String, String> environment, String osName, Tray.Listener listener, Path icons) {
        Tray.Listener inTurn = new OneAfterTheOther(listener);
        String system = osName.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows") || system.startsWith("mac")) {
            AwtTray tray = AwtTray.open(inTurn);
            return new Desktop(tray, tray.notifier(), () -> {});
        }
        return onBus(environment, inTurn, icons);
    }

    private static Desktop onBus(Map<String, String> environment, Tray.Listener listener, Path icons) {
        StatusNotifierTray tray = StatusNotifierTray.open(listener, () -> written(icons));
        DesktopNotifier notifier = new DesktopNotifier(listener::chosen, TimeSource.system());
        boolean darkPanel = hasDarkPanel(environment);
        SettingsPortal portal = new SettingsPortal(scheme ->
                tray.desktopTone(scheme == ColorScheme.LIGHT && !darkPanel ? PanelTone.LIGHT : PanelTone.DARK));
        LastingBus bus =
                LastingBus.open(() -> SessionBus.address(environment), new DesktopBus(List.of(tray, notifier, portal)));
        // What is still shown is taken away before the connection ends, unless the server is silent.
        return new Desktop(tray, notifier, () -> notifier.withdrawn()
                .orTimeout(WITHDRAWING.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, late) -> bus.close()));
    }

    /** Without files panels take the pixels that the icon has, too. */
    private static Optional<Path> written(Path icons) {
        try {
            IconFiles.write(icons);
            return Optional.of(icons.toAbsolutePath());
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "no icon files in {0}: {1}", icons, e.toString());
            return Optional.empty();
        }
    }

    /** GNOME's panel is black whatever colours its windows have. */
    private static boolean hasDarkPanel(Map<String, String> environment) {
        String desktops = environment.getOrDefault("XDG_CURRENT_DESKTOP", "");
        return List.of(desktops.toLowerCase(Locale.ROOT).split(":", -1)).contains("gnome");
    }

    /** The icon. */
    public Tray tray() {
        return tray;
    }

    /** The notifications. */
    public Notifier notifier() {
        return notifier;
    }

    /** Takes the icon away and shows nothing more. */
    @Override
    public void close() {
        tray.close();
        notifier.close();
        ending.run();
    }
}
