/** The tray's menu as com.canonical.dbusmenu shows it to a panel: stable numbers, properties, and what changed from one to the next. */
@NullMarked
package online.cloudtolocalllm.tray.dbus.menu;

import org.jspecify.annotations.NullMarked;
