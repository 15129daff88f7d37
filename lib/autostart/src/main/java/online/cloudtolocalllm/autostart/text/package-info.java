/** The texts by which desktops and systems are told to start a program: pure functions of what is to be started. */
@NullMarked
package online.cloudtolocalllm.autostart.text;

import org.jspecify.annotations.NullMarked;
