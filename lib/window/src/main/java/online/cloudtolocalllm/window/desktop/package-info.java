/** Whether the desktop is light or dark. */
@NullMarked
package online.cloudtolocalllm.window.desktop;

import org.jspecify.annotations.NullMarked;
