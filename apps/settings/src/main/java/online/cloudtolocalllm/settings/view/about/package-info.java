/** The tab "About". */
@NullMarked
package online.cloudtolocalllm.settings.view.about;

import org.jspecify.annotations.NullMarked;
