/** The icon, drawn point by point and written as files, without a graphics system. */
@NullMarked
package online.cloudtolocalllm.tray.icon;

import org.jspecify.annotations.NullMarked;
