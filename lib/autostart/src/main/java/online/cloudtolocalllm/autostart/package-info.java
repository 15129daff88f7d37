/** Whether and how the daemon is started at login, on each system. */
@NullMarked
package online.cloudtolocalllm.autostart;

import org.jspecify.annotations.NullMarked;
