/** Ollama's native interface, answered by the demo model. */
@NullMarked
package online.cloudtolocalllm.demo.ollama;

import org.jspecify.annotations.NullMarked;
