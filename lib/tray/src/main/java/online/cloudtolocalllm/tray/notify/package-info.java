/** Notifications: what is worth one, in which words, and how the desktop shows them. */
@NullMarked
package online.cloudtolocalllm.tray.notify;

import org.jspecify.annotations.NullMarked;
