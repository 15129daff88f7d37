/** D-Bus by dbus-java's transport and messages: a conversation of one call after the other, each within a time limit. */
@NullMarked
package online.cloudtolocalllm.bus;

import org.jspecify.annotations.NullMarked;
