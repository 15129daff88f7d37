/** Whether clients without a proof, as the original app is one, are let in, and for how long. */
@NullMarked
package online.cloudtolocalllm.daemon.ipc.legacy;

import org.jspecify.annotations.NullMarked;
