/** The handshake and the small values that both ends of the daemon's socket share. */
@NullMarked
package online.cloudtolocalllm.protocol;

import org.jspecify.annotations.NullMarked;
