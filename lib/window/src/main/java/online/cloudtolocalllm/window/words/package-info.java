/** Numbers, times and states in the words that all windows use. */
@NullMarked
package online.cloudtolocalllm.window.words;

import org.jspecify.annotations.NullMarked;
