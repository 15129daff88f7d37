/** Which words of a piece of code have which colour. */
@NullMarked
package online.cloudtolocalllm.chat.model.code;

import org.jspecify.annotations.NullMarked;
