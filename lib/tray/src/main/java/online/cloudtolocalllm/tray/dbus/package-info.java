/** The tray on Linux desktops: StatusNotifierItem and its menu on the session bus, whichever panel comes and goes there. */
@NullMarked
package online.cloudtolocalllm.tray.dbus;

import org.jspecify.annotations.NullMarked;
