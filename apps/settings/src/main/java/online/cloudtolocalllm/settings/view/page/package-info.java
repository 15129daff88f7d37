/** What the window asks of each of its pages, and gives them. */
@NullMarked
package online.cloudtolocalllm.settings.view.page;

import org.jspecify.annotations.NullMarked;
