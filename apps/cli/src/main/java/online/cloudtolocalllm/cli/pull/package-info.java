/** How the download of a model is shown. */
@NullMarked
package online.cloudtolocalllm.cli.pull;

import org.jspecify.annotations.NullMarked;
