/** Talking HTTP to one connection: paths, credentials, sockets, one attempt at a time. */
@NullMarked
package online.cloudtolocalllm.broker.upstream;

import org.jspecify.annotations.NullMarked;
