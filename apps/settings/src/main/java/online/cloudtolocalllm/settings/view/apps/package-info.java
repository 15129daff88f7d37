/** The tab "Apps & keys". */
@NullMarked
package online.cloudtolocalllm.settings.view.apps;

import org.jspecify.annotations.NullMarked;
