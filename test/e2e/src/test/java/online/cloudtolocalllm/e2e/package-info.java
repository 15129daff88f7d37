/** The real processes, started, asked, killed and restarted. */
@NullMarked
package online.cloudtolocalllm.e2e;

import org.jspecify.annotations.NullMarked;
