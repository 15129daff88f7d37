/** Time that a test sets, waiting for the outside world, and what a test left behind. */
@NullMarked
package online.cloudtolocalllm.testkit;

import org.jspecify.annotations.NullMarked;
