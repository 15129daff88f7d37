/** The tab "General". */
@NullMarked
package online.cloudtolocalllm.settings.view.general;

import org.jspecify.annotations.NullMarked;
