/** The models of all connections: what is known of them, and deleting them. */
@NullMarked
package online.cloudtolocalllm.chat.model.library;

import org.jspecify.annotations.NullMarked;
