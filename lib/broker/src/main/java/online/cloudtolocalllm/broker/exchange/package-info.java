/** One request on its way through: attempts in order, then the stream, piece by piece. */
@NullMarked
package online.cloudtolocalllm.broker.exchange;

import org.jspecify.annotations.NullMarked;
