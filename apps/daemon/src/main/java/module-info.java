/** The long-lived process: HTTP gateway and IPC server around one broker. */
module online.cloudtolocalllm.daemon {
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires online.cloudtolocalllm.autostart;
    requires online.cloudtolocalllm.broker;
    requires online.cloudtolocalllm.bus;
    requires online.cloudtolocalllm.config;
    requires online.cloudtolocalllm.protocol;
    requires online.cloudtolocalllm.secrets;
    requires online.cloudtolocalllm.tray;
    requires org.slf4j;
    requires static org.jspecify;

    provides ch.qos.logback.classic.spi.Configurator with
            online.cloudtolocalllm.daemon.process.QuietUntilOpened;
}
