/** A conversation with a model, and which models there are, without a toolkit. */
@NullMarked
package online.cloudtolocalllm.chat.model;

import org.jspecify.annotations.NullMarked;
