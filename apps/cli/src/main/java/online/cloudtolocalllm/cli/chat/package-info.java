/** Questions to models and their streamed answers, one or a conversation. */
@NullMarked
package online.cloudtolocalllm.cli.chat;

import org.jspecify.annotations.NullMarked;
