/** Both ends of the IPC as a test wants them: a scripted daemon on a real socket, and a client that sends whatever bytes it is told. */
@NullMarked
package online.cloudtolocalllm.testkit.ipc;

import org.jspecify.annotations.NullMarked;
