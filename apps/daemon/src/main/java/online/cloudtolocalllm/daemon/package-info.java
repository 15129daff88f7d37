/** The daemon's composition root. */
@NullMarked
package online.cloudtolocalllm.daemon;

import org.jspecify.annotations.NullMarked;
