/** One question to the gateway and its streamed answer. */
@NullMarked
package online.cloudtolocalllm.cli.chat;

import org.jspecify.annotations.NullMarked;
