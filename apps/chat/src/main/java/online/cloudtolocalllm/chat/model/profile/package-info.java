/** What is asked beside the question: instructions, options, and presets of them. */
@NullMarked
package online.cloudtolocalllm.chat.model.profile;

import org.jspecify.annotations.NullMarked;
