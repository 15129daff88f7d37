/** How the window stands with the daemon, its connections, the tray and the person who closes it. */
@NullMarked
package online.cloudtolocalllm.chat.model.standing;

import org.jspecify.annotations.NullMarked;
