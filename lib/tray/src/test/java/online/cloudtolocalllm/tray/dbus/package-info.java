/** The icon on a private bus, looked at by a panel that is written on another implementation of D-Bus's connections. */
@NullMarked
package online.cloudtolocalllm.tray.dbus;

import org.jspecify.annotations.NullMarked;
