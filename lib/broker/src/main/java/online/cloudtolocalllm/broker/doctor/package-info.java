/** Trying a connection step by step, and saying what to change when it does not work. */
@NullMarked
package online.cloudtolocalllm.broker.doctor;

import org.jspecify.annotations.NullMarked;
