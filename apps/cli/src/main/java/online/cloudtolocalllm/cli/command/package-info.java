/** The commands, one class each. */
@NullMarked
package online.cloudtolocalllm.cli.command;

import org.jspecify.annotations.NullMarked;
