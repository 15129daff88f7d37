/** The tab "Gateway". */
@NullMarked
package online.cloudtolocalllm.settings.view.gateway;

import org.jspecify.annotations.NullMarked;
