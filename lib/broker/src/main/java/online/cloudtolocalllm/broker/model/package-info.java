/** The models that connections have. */
@NullMarked
package online.cloudtolocalllm.broker.model;

import org.jspecify.annotations.NullMarked;
