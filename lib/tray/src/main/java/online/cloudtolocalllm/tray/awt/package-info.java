/** The tray of Windows and macOS, by AWT; the only place of the libraries that touches a graphics system. */
@NullMarked
package online.cloudtolocalllm.tray.awt;

import org.jspecify.annotations.NullMarked;
