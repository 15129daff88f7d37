/** What is asked of models through the daemon, and what comes back: values, in the terms of Ollama's API. */
@NullMarked
package online.cloudtolocalllm.client.model;

import org.jspecify.annotations.NullMarked;
