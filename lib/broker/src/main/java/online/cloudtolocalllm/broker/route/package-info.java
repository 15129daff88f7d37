/** Decisions as pure functions: which connection, whether to try another, what may be sent twice. */
@NullMarked
package online.cloudtolocalllm.broker.route;

import org.jspecify.annotations.NullMarked;
