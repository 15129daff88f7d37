/** Who is at the other end of a TCP connection from this computer. */
@NullMarked
package online.cloudtolocalllm.daemon.peer;

import org.jspecify.annotations.NullMarked;
