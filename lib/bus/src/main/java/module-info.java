/** The desktop's message bus (D-Bus): one call at a time, or a connection that stays and answers. */
module online.cloudtolocalllm.bus {
    requires transitive org.freedesktop.dbus;
    requires static transitive org.jspecify;

    exports online.cloudtolocalllm.bus;
}
