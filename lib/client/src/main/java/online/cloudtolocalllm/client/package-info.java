/** A program's link to the running daemon, and the start of a daemon that outlives the program. */
@NullMarked
package online.cloudtolocalllm.client;

import org.jspecify.annotations.NullMarked;
