package online.cloudtolocalllm.desktop;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import online.cloudtolocalllm.bus.BusException;
import online.cloudtolocalllm.bus.BusSession;
import online.cloudtolocalllm.testkit.Until;
import online.cloudtolocalllm.testkit.desktop.InstalledProgram;
import online.cloudtolocalllm.testkit.desktop.PrivateBus;
import online.cloudtolocalllm.testkit.process.AppProcess;
import online.cloudtolocalllm.testkit.process.Command;
import online.cloudtolocalllm.tray.PanelTone;
import online.cloudtolocalllm.tray.TrayIcon;
import online.cloudtolocalllm.tray.icon.IconPixels;

/** A desktop of a test's own: screen, bus, settings and a panel with a tray, all in one folder. {@link #close()} ends it all. */
final class PanelSession implements AutoCloseable {

    /** How big the panel of {@code xfce4-panel.xml} draws icons. */
    static final int ICON = 22;

    private static final Rectangle PANEL = new Rectangle(0, 0, 1280, 30);
    private static final Rectangle BELOW = new Rectangle(0, 30, 1280, 770);
    private static final String WATCHER = "org.kde.StatusNotifierWatcher";

    private final Path folder;
    private final VirtualScreen screen;
    private final PrivateBus bus;
    private final AppProcess settings;
    private final BlockingQueue<Optional<String>> watchers = new LinkedBlockingQueue<>();
    private final BusSession ours;
    private Panel panel;

    private PanelSession(Path folder) throws IOException, InterruptedException, BusException {
        this.folder = folder;
        Files.createDirectories(folder);
        write("config/xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml");
        Files.createDirectory(
                folder.resolve("run"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        this.screen = VirtualScreen.start();
        this.bus = PrivateBus.start(folder);
        this.settings = InstalledProgram.start(Command.of(xfconfd()).environment(environment()), "xfconf");
        this.ours = BusSession.connect(bus.address(), Until.LIMIT);
        ours.follow("org.xfce.Xfconf", watchers::add);
        while (awaitChange().isEmpty()) {
            // It is about to come.
        }
        ours.follow(WATCHER, watchers::add);
        awaitChange();
        this.panel = Panel.start(environment());
        awaitPanel();
    }

    /** Starts everything and blocks until the panel's tray is there. */
    static PanelSession start(Path folder) throws IOException, InterruptedException, BusException {
        return new PanelSession(folder);
    }

    private void write(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (var content =
                PanelSession.class.getResourceAsStream(file.getFileName().toString())) {
            Files.copy(content, file);
        }
    }

    /** Its place differs from system to system; the file for the bus knows it. */
    private static String xfconfd() throws IOException {
        for (String line : Files.readAllLines(Path.of("/usr/share/dbus-1/services/org.xfce.Xfconf.service"))) {
            if (line.startsWith("Exec=")) {
                return line.substring("Exec=".length()).strip();
            }
        }
        throw new AssertionError("xfconfd is missing: apt-get install xfconf");
    }

    /** The variables that lead a program to this desktop, and nowhere else. */
    Map<String, String> environment() {
        Map<String, String> all = new LinkedHashMap<>();
        all.putAll(screen.environment());
        all.putAll(bus.environment());
        all.put("HOME", folder.toString());
        all.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        all.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        all.put("XDG_DATA_HOME", folder.resolve("data").toString());
        all.put("XDG_RUNTIME_DIR", folder.resolve("run").toString());
        all.put("GDK_BACKEND", "x11");
        all.put("SESSION_MANAGER", "");
        all.put("NO_AT_BRIDGE", "1");
        all.put("GTK_A11Y", "none");
        all.put("GIO_USE_VFS", "local");
        all.put("LC_ALL", "C.UTF-8");
        return all;
    }

    /** The bus that all use. */
    PrivateBus bus() {
        return bus;
    }

    /** The screen that all use. */
    VirtualScreen screen() {
        return screen;
    }

    /** A connection of the test's own. */
    BusSession ours() {
        return ours;
    }

    /** Moves all pictures to a folder, under this session's name. */
    void keep(Path target) throws IOException {
        Files.createDirectories(target);
        try (var files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".png")).toList()) {
                Files.move(
                        file,
                        target.resolve(folder.getFileName() + "-" + file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** A part of a picture that was kept, as a file of its own. */
    Path cut(String name, Rectangle part) throws IOException {
        Path cut = folder.resolve(name + "-cut.png");
        Picture.read(folder.resolve(name + ".png")).write(part, cut);
        return cut;
    }

    /** What is seen now; kept under the name. */
    Picture look(String name) throws IOException, InterruptedException {
        return screen.look(folder.resolve(name + ".png"));
    }

    /** Blocks until the icon is seen in the panel. */
    Place awaitIcon(TrayIcon form, PanelTone tone) throws IOException, InterruptedException {
        int[] points = IconPixels.argb(form, tone, ICON);
        long end = System.nanoTime() + Until.LIMIT.toNanos();
        while (System.nanoTime() < end) {
            Optional<Place> found = look("panel").find(points, ICON, PANEL);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new AssertionError("the icon " + form + " is not in the panel: see " + folder.resolve("panel.png"));
    }

    /** Opens the menu of the icon with the right button and blocks until it stands still. */
    Rectangle openMenu(Place icon, String name) throws IOException, InterruptedException {
        Picture before = look("before");
        screen.click(icon, 3);
        long end = System.nanoTime() + Until.LIMIT.toNanos();
        Picture last = before;
        while (System.nanoTime() < end) {
            Picture now = look(name);
            Rectangle menu = now.differing(before, BELOW);
            if (menu.height > ICON
                    && !now.lines(menu).isEmpty()
                    && now.differing(last, BELOW).isEmpty()) {
                return menu;
            }
            last = now;
        }
        throw new AssertionError("no menu opened: see " + folder.resolve(name + ".png"));
    }

    /** Kills the panel and blocks until the bus knows. */
    void killPanel() throws InterruptedException {
        watchers.clear();
        panel.kill();
        while (awaitChange().isPresent()) {
            // The one before has not gone yet.
        }
    }

    /** Starts the panel again and blocks until its tray is there. */
    void startPanel() throws IOException, InterruptedException {
        panel = Panel.start(environment());
        awaitPanel();
    }

    private void awaitPanel() throws InterruptedException {
        while (awaitChange().isEmpty()) {
            // It is about to come.
        }
    }

    private Optional<String> awaitChange() throws InterruptedException {
        Optional<String> owner = watchers.poll(Until.LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (owner == null) {
            throw new AssertionError("nothing came or went on the bus; the panel: "
                    + (panel == null ? "not started" : panel.process().describe()));
        }
        return owner;
    }

    @Override
    public void close() {
        panel.close();
        ours.close();
        settings.close();
        bus.close();
        screen.close();
    }
}
