/** Tokens: found where the settings say that they are, and put where nobody else reads them. */
@NullMarked
package online.cloudtolocalllm.secrets;

import org.jspecify.annotations.NullMarked;
