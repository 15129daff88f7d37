/** Keys by which programs name themselves to the gateway. */
@NullMarked
package online.cloudtolocalllm.daemon.keys;

import org.jspecify.annotations.NullMarked;
