/** The main window as it is drawn. */
@NullMarked
package online.cloudtolocalllm.chat.view;

import org.jspecify.annotations.NullMarked;
