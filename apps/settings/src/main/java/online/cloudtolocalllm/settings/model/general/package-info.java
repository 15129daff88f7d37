/** What concerns the daemon on this desktop: its start, its icon, what it logs. */
@NullMarked
package online.cloudtolocalllm.settings.model.general;

import org.jspecify.annotations.NullMarked;
