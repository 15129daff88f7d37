/** The line above a conversation: its title, its model, and what else can be done with it. */
@NullMarked
package online.cloudtolocalllm.chat.view.picker;

import org.jspecify.annotations.NullMarked;
