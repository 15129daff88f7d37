/** The demo process: its arguments, its parts put together, its start and its end. */
@NullMarked
package online.cloudtolocalllm.demo;

import org.jspecify.annotations.NullMarked;
