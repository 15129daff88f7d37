/** The way back that is offered for a few seconds. */
@NullMarked
package online.cloudtolocalllm.chat.view.undo;

import org.jspecify.annotations.NullMarked;
