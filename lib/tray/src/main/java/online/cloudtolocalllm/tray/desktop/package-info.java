/** Finds what there is to show the tray and notifications on. */
@NullMarked
package online.cloudtolocalllm.tray.desktop;

import org.jspecify.annotations.NullMarked;
