/** The daemon's log as the window follows it, without a toolkit. */
@NullMarked
package online.cloudtolocalllm.settings.model.logs;

import org.jspecify.annotations.NullMarked;
