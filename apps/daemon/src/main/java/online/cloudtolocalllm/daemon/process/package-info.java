/** The daemon as a process: its options, settings, lock, files, log, memory and the demo it can start. */
@NullMarked
package online.cloudtolocalllm.daemon.process;

import org.jspecify.annotations.NullMarked;
