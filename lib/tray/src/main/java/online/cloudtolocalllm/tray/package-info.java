/** What the tray shows, as values, and the surfaces that show it. */
@NullMarked
package online.cloudtolocalllm.tray;

import org.jspecify.annotations.NullMarked;
