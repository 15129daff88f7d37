/** What the tab "Status" shows: who serves, how fast connections are, and what became of each request. */
@NullMarked
package online.cloudtolocalllm.settings.model.status;

import org.jspecify.annotations.NullMarked;
