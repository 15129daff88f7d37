/** Starting the daemon at login, as an entry of the desktop or as a service of the system. */
module online.cloudtolocalllm.autostart {
    requires transitive online.cloudtolocalllm.protocol;
    requires static transitive org.jspecify;

    exports online.cloudtolocalllm.autostart;
}
