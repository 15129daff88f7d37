/** One request on its way through: attempts in order, then the stream, chunk by chunk. */
@NullMarked
package online.cloudtolocalllm.broker.relay;

import org.jspecify.annotations.NullMarked;
