/** The keys that do something, and the sheet that lists them. */
@NullMarked
package online.cloudtolocalllm.chat.view.shortcuts;

import org.jspecify.annotations.NullMarked;
