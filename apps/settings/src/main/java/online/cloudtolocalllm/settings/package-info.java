/** The settings window as a process. */
@NullMarked
package online.cloudtolocalllm.settings;

import org.jspecify.annotations.NullMarked;
