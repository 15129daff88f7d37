/** What conversations are made of: values, without a toolkit. */
@NullMarked
package online.cloudtolocalllm.chat.model.talk;

import org.jspecify.annotations.NullMarked;
