/** An icon, a menu and notifications drawn from a status value. */
module online.cloudtolocalllm.tray {
    requires java.desktop;
    requires transitive online.cloudtolocalllm.bus;
    requires org.freedesktop.dbus;
    requires transitive online.cloudtolocalllm.protocol;
    requires static transitive org.jspecify;

    exports online.cloudtolocalllm.tray;
    exports online.cloudtolocalllm.tray.desktop;
    exports online.cloudtolocalllm.tray.icon;
    exports online.cloudtolocalllm.tray.notify;
}
