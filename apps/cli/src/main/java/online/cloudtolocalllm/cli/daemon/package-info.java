/** Reaching, starting and stopping the daemon, with failures in the words of the command line. */
@NullMarked
package online.cloudtolocalllm.cli.daemon;

import org.jspecify.annotations.NullMarked;
