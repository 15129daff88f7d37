/** Chooses, watches and talks to upstreams; opens no listening socket and draws no pixel. */
module online.cloudtolocalllm.broker {
    requires transitive online.cloudtolocalllm.config;
    requires transitive online.cloudtolocalllm.protocol;
    requires transitive io.netty.buffer;
    requires transitive io.netty.codec.http;
    requires transitive io.netty.transport;
    requires com.fasterxml.jackson.core;
    requires io.netty.codec;
    requires io.netty.common;
    requires io.netty.handler;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports online.cloudtolocalllm.broker;
    exports online.cloudtolocalllm.broker.doctor;
    exports online.cloudtolocalllm.broker.journal;
    exports online.cloudtolocalllm.broker.model;
    exports online.cloudtolocalllm.broker.relay;
    exports online.cloudtolocalllm.broker.route;
}
