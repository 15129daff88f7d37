/** What somebody types at a terminal: lines with editing and history, single keys, and Ctrl-C. */
@NullMarked
package online.cloudtolocalllm.cli.keyboard;

import org.jspecify.annotations.NullMarked;
