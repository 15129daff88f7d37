/** What passes between whoever has a request and the broker that has it answered. */
@NullMarked
package online.cloudtolocalllm.broker.relay;

import org.jspecify.annotations.NullMarked;
