/** The daemon on a real panel: an X server without a screen, a session bus of its own, xfce4-panel. */
@NullMarked
package online.cloudtolocalllm.desktop;

import org.jspecify.annotations.NullMarked;
