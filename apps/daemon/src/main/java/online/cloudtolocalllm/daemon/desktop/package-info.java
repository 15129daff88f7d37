/** The daemon as a part of the desktop: the tray and what is chosen there, the product's windows, notifications. */
@NullMarked
package online.cloudtolocalllm.daemon.desktop;

import org.jspecify.annotations.NullMarked;
