/** The command line: one short process per command. */
module online.cloudtolocalllm.cli {
    requires info.picocli;
    requires online.cloudtolocalllm.autostart;
    requires online.cloudtolocalllm.client;
    requires online.cloudtolocalllm.config;
    requires online.cloudtolocalllm.protocol;
    requires org.jline.reader;
    requires org.jline.terminal;
    requires static transitive org.jspecify;

    opens online.cloudtolocalllm.cli.command to
            info.picocli;
}
