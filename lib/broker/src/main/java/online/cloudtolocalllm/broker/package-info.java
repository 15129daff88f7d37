/** The broker: chooses, watches and talks to upstreams. */
@NullMarked
package online.cloudtolocalllm.broker;

import org.jspecify.annotations.NullMarked;
