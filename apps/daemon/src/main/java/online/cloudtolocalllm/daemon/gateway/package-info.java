/** The HTTP gateway: what other programs on this computer talk to. */
@NullMarked
package online.cloudtolocalllm.daemon.gateway;

import org.jspecify.annotations.NullMarked;
