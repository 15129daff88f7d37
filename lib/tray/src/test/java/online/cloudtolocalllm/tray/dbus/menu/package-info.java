/** Tests of the menu as values; that panels understand it is tested on a bus. */
@NullMarked
package online.cloudtolocalllm.tray.dbus.menu;

import org.jspecify.annotations.NullMarked;
