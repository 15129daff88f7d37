/** Against a real bus, and against peers that say nothing. */
@NullMarked
package online.cloudtolocalllm.bus;

import org.jspecify.annotations.NullMarked;
