/** Numbers, times and texts from outside as all programs show them to people. */
@NullMarked
package online.cloudtolocalllm.protocol.words;

import org.jspecify.annotations.NullMarked;
