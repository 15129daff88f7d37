/** What the settings window knows and says, and what it asks of the daemon, without a toolkit. */
@NullMarked
package online.cloudtolocalllm.settings.model;

import org.jspecify.annotations.NullMarked;
