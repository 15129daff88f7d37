/** The list of conversations: what stands in it, what is looked for, and what is done with it. */
@NullMarked
package online.cloudtolocalllm.chat.model.list;

import org.jspecify.annotations.NullMarked;
