/** What a text in Markdown says, as values: read as it grows, and bounded however it was written. */
@NullMarked
package online.cloudtolocalllm.chat.model.markdown;

import org.jspecify.annotations.NullMarked;
