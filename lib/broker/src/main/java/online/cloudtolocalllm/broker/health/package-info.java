/** Watching connections: probes, observations, and the one board that holds what they say. */
@NullMarked
package online.cloudtolocalllm.broker.health;

import org.jspecify.annotations.NullMarked;
