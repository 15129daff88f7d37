/** The vocabulary of connection health and the immutable status snapshot. */
@NullMarked
package online.cloudtolocalllm.protocol.status;

import org.jspecify.annotations.NullMarked;
