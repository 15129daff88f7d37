/** The tab "Status": what happens now, and what happened last. */
@NullMarked
package online.cloudtolocalllm.settings.view.status;

import org.jspecify.annotations.NullMarked;
