/** The options of a conversation, and presets of them. */
@NullMarked
package online.cloudtolocalllm.chat.view.profile;

import org.jspecify.annotations.NullMarked;
