/** What is set, how it is shown and changed, and how a change is taken back, without a toolkit. */
@NullMarked
package online.cloudtolocalllm.settings.model.config;

import org.jspecify.annotations.NullMarked;
