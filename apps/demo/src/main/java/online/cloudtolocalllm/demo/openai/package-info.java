/** The OpenAI interface under /v1, answered by the demo model. */
@NullMarked
package online.cloudtolocalllm.demo.openai;

import org.jspecify.annotations.NullMarked;
