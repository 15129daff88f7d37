/** The list of conversations as it is seen. */
@NullMarked
package online.cloudtolocalllm.chat.view.list;

import org.jspecify.annotations.NullMarked;
