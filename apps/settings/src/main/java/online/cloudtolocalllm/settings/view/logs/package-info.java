/** The tab "Logs". */
@NullMarked
package online.cloudtolocalllm.settings.view.logs;

import org.jspecify.annotations.NullMarked;
