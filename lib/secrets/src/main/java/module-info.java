/** Tokens where they are kept: the desktop's keyring, environment variables, files of their owner only. */
module online.cloudtolocalllm.secrets {
    requires online.cloudtolocalllm.bus;
    requires org.freedesktop.dbus;
    requires transitive online.cloudtolocalllm.config;
    requires transitive online.cloudtolocalllm.protocol;
    requires static transitive org.jspecify;

    exports online.cloudtolocalllm.secrets;
}
