/** Scripted surroundings in which the tests run commands. */
@NullMarked
package online.cloudtolocalllm.cli.fake;

import org.jspecify.annotations.NullMarked;
