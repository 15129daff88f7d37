/** What lies over the window for a moment. */
@NullMarked
package online.cloudtolocalllm.chat.view.sheet;

import org.jspecify.annotations.NullMarked;
