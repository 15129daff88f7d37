/** The main window as a process. */
@NullMarked
package online.cloudtolocalllm.chat;

import org.jspecify.annotations.NullMarked;
