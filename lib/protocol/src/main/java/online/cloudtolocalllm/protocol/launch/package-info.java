/** How the product's programs find the launcher and start each other. */
@NullMarked
package online.cloudtolocalllm.protocol.launch;

import org.jspecify.annotations.NullMarked;
