/** Draws Markdown as it comes. */
@NullMarked
package online.cloudtolocalllm.chat.view.markdown;

import org.jspecify.annotations.NullMarked;
