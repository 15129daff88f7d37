/** The open conversation, and the answers that are being written: asked, fetched again, stored. */
@NullMarked
package online.cloudtolocalllm.chat.model.answer;

import org.jspecify.annotations.NullMarked;
