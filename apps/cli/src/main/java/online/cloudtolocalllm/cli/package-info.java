/** The command line program. */
@NullMarked
package online.cloudtolocalllm.cli;

import org.jspecify.annotations.NullMarked;
