/** What a window needs before it is drawn: that it is the only one of its kind, a display, its place, and its name at the daemon. */
@NullMarked
package online.cloudtolocalllm.window.start;

import org.jspecify.annotations.NullMarked;
