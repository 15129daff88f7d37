/** Conversations as files that people keep, read and give away. */
@NullMarked
package online.cloudtolocalllm.chat.model.exchange;

import org.jspecify.annotations.NullMarked;
