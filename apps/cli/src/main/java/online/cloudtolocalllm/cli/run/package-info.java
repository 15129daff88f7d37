/** What every command is given, and how a command ends. */
@NullMarked
package online.cloudtolocalllm.cli.run;

import org.jspecify.annotations.NullMarked;
