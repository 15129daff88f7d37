/** The status line, the first-run guide and what closing the window does. */
@NullMarked
package online.cloudtolocalllm.chat.view.standing;

import org.jspecify.annotations.NullMarked;
