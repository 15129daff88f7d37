/** Where the style sheets of the main window are. */
@NullMarked
package online.cloudtolocalllm.chat.view.style;

import org.jspecify.annotations.NullMarked;
