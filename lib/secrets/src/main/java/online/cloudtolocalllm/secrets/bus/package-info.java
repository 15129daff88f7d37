/** One conversation with a D-Bus bus at a time, each call within a time limit and without a thread that stays. */
@NullMarked
package online.cloudtolocalllm.secrets.bus;

import org.jspecify.annotations.NullMarked;
