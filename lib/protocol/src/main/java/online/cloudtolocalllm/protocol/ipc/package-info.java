/** What the daemon tells its clients over IPC besides plain replies: events, and the pieces of streamed answers. */
@NullMarked
package online.cloudtolocalllm.protocol.ipc;

import org.jspecify.annotations.NullMarked;
