/** What the demo says, how it cuts that into pieces and how fast it says it. */
@NullMarked
package online.cloudtolocalllm.demo.answer;

import org.jspecify.annotations.NullMarked;
