/** The guided tour in a temporary folder. */
@NullMarked
package online.cloudtolocalllm.cli.tour;

import org.jspecify.annotations.NullMarked;
