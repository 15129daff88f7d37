/** The page of all models: downloads, details, deleting. */
@NullMarked
package online.cloudtolocalllm.chat.view.library;

import org.jspecify.annotations.NullMarked;
