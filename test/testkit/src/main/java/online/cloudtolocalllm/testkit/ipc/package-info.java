/** A scripted daemon on a real socket, for tests of the client library and of its clients. */
@NullMarked
package online.cloudtolocalllm.testkit.ipc;

import org.jspecify.annotations.NullMarked;
