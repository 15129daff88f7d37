/** The front door: finds Ollama, starts the daemon and serves the demonstration where there is none. */
@NullMarked
package online.cloudtolocalllm.cli.up;

import org.jspecify.annotations.NullMarked;
