/** The shell around a window: it makes the process of a program with one window, and everything about it that all windows share. */
@NullMarked
package online.cloudtolocalllm.window;

import org.jspecify.annotations.NullMarked;
