/** Downloads of models. */
@NullMarked
package online.cloudtolocalllm.chat.model.library.pull;

import org.jspecify.annotations.NullMarked;
