/** Gateway keys, one for each program, what they were used for, and old clients. */
@NullMarked
package online.cloudtolocalllm.settings.model.apps;

import org.jspecify.annotations.NullMarked;
