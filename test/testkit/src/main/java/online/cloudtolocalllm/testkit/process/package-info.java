/** The product's processes, started in a temporary home. */
@NullMarked
package online.cloudtolocalllm.testkit.process;

import org.jspecify.annotations.NullMarked;
