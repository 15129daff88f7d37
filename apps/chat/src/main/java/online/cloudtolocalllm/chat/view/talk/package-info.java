/** The open conversation and the box where messages are written. */
@NullMarked
package online.cloudtolocalllm.chat.view.talk;

import org.jspecify.annotations.NullMarked;
