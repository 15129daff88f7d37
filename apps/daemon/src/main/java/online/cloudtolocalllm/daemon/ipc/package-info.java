/** The IPC server on 127.0.0.1: lines of JSON in, a mutual proof first, replies out. */
@NullMarked
package online.cloudtolocalllm.daemon.ipc;

import org.jspecify.annotations.NullMarked;
