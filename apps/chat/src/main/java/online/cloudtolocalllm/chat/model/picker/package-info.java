/** Which model is asked, and who would serve it. */
@NullMarked
package online.cloudtolocalllm.chat.model.picker;

import org.jspecify.annotations.NullMarked;
